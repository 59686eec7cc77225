import { EnvironmentLink } from "#components/environments/environment-link";
import { ImageStates } from "#components/environments/image-states";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import type { EnvironmentRow } from "#lib/environments/model";
import { cutMiddle, formatCount } from "#lib/format";

export function EnvironmentTable({ environments }: { environments: readonly EnvironmentRow[] }) {
  return (
    <PlainTable
      label="Environments"
      columns={[
        { label: "Environment" },
        { label: "Base image" },
        { label: "Log parser" },
        { label: "Rules", isNumber: true },
        { label: "Images" },
        { label: "Saved by" },
        { label: "When" },
      ]}
    >
      {environments.map((environment) => (
        <tr key={environment.hash}>
          <td className="max-w-96">
            <EnvironmentLink hash={environment.hash} name={environment.name} />
          </td>
          <td className="max-w-80 truncate font-mono" title={environment.baseImage}>
            {cutMiddle(environment.baseImage, 40)}
          </td>
          <td className="font-mono">{environment.parser}</td>
          <td className="text-right tabular-nums">{formatCount(environment.ruleCount)}</td>
          <td>
            <ImageStates images={environment.images} />
          </td>
          <td className="text-muted">{environment.createdBy}</td>
          <td className="text-muted">
            <RelativeTime at={environment.createdAt} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
