import Link from "next/link";
import { environmentHref } from "#components/environments/environment-link";
import { Badge } from "#components/ui/badge";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import type { EnvironmentVersion } from "#lib/environments/model";
import { shortHash } from "#lib/environments/names";

interface VersionListProps {
  readonly current: string;
  readonly versions: readonly EnvironmentVersion[];
}

/** The environments of one name, and what each of them changed. */
export function VersionList({ current, versions }: VersionListProps) {
  return (
    <PlainTable
      label="Versions"
      columns={[{ label: "Version" }, { label: "Saved by" }, { label: "When" }, { label: "" }]}
    >
      {versions.map(({ hash, createdBy, createdAt }, index) => (
        <tr key={hash}>
          <td>
            <Link href={environmentHref(hash)} title={hash} className="font-mono hover:text-accent hover:underline">
              {shortHash(hash)}
            </Link>{" "}
            {hash === current ? <Badge tone="accent">this one</Badge> : null}
          </td>
          <td className="text-muted">{createdBy}</td>
          <td className="text-muted">
            <RelativeTime at={createdAt} />
          </td>
          <td>
            <Changes hash={hash} before={versions[index + 1]?.hash} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function Changes({ hash, before }: { hash: string; before: string | undefined }) {
  if (!before) return <span className="text-muted">the first</span>;
  return (
    <Link href={compareHref(hash, before)} className="text-accent hover:underline">
      What changed
    </Link>
  );
}

/** The page that shows what one environment has that an earlier one had not. */
export function compareHref(hash: string, before: string): string {
  return `${environmentHref(hash)}?tab=compare&with=${shortHash(before)}`;
}
