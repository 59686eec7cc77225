import Link from "next/link";
import { EnvironmentLink } from "#components/environments/environment-link";
import { ImageStateBadge } from "#components/environments/image-state-badge";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import type { ImageOfEnvironments, ImageRow } from "#lib/environments/model";
import { shortHash } from "#lib/environments/names";
import { formatBytes, formatDuration } from "#lib/format";

interface ImageTableProps {
  readonly label: string;
  readonly images: readonly (ImageRow & Partial<Pick<ImageOfEnvironments, "environments">>)[];
  /** With the machine of each, where they are of several. */
  readonly hasMachines?: boolean;
}

export function ImageTable({ label, images, hasMachines = false }: ImageTableProps) {
  const hasEnvironments = images.some(({ environments }) => environments);
  const hasFailures = images.some(({ failure }) => Boolean(failure));
  return (
    <PlainTable
      label={label}
      columns={[
        ...(hasMachines ? [{ label: "Machine" }] : []),
        { label: "Image" },
        { label: "State" },
        ...(hasFailures ? [{ label: "What went wrong" }] : []),
        ...(hasEnvironments ? [{ label: "Environments" }] : []),
        { label: "Size", isNumber: true },
        { label: "Built in", isNumber: true },
        { label: "Digest" },
        { label: "Last used" },
      ]}
    >
      {images.map((image) => (
        <tr key={`${image.host} ${image.driver} ${image.imageHash}`}>
          {hasMachines ? (
            <td>
              {image.host} <span className="text-muted">{image.driver}</span>
            </td>
          ) : null}
          <td className="font-mono" title={image.imageHash}>
            {image.hasLog ? (
              <Link href={imageHref(image)} className="text-accent hover:underline">
                {shortHash(image.imageHash)}
              </Link>
            ) : (
              shortHash(image.imageHash)
            )}
          </td>
          <td>
            <ImageStateBadge state={image.state} />
          </td>
          {hasFailures ? (
            <td className="max-w-80 truncate" title={image.failure ?? undefined}>
              {image.failure ? <VisibleText text={image.failure} /> : <span className="text-muted">–</span>}
            </td>
          ) : null}
          {hasEnvironments ? (
            <td>
              <Sharers environments={image.environments ?? []} />
            </td>
          ) : null}
          <td className="text-right tabular-nums">{image.sizeBytes === null ? "–" : formatBytes(image.sizeBytes)}</td>
          <td className="text-right tabular-nums">
            {image.buildSeconds === null ? "–" : formatDuration(image.buildSeconds)}
          </td>
          <td className="font-mono text-muted" title={image.digest ?? undefined}>
            {image.digest ? shortHash(image.digest.replace(/^sha256:/, "")) : "–"}
          </td>
          <td className="text-muted">
            <RelativeTime at={image.usedAt} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

const namedSharers = 1;

function Sharers({ environments }: Pick<ImageOfEnvironments, "environments">) {
  if (environments.length === 0) return <span className="text-muted">none any more</span>;
  const rest = environments.length - namedSharers;
  return (
    <span className="inline-flex items-center gap-3">
      {environments.slice(0, namedSharers).map(({ hash, name }) => (
        <EnvironmentLink key={hash} hash={hash} name={name} />
      ))}
      {rest > 0 ? (
        <span
          className="text-muted"
          title={environments
            .slice(namedSharers)
            .map(({ name, hash }) => `${name} ${shortHash(hash)}`)
            .join("\n")}
        >
          and {rest} more
        </span>
      ) : null}
    </span>
  );
}

function imageHref({ imageHash, host, driver }: ImageRow): string {
  return `/settings/environments/images/${imageHash}?${new URLSearchParams({ host, driver })}`;
}
