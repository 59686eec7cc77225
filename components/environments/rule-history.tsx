import Link from "next/link";
import { EnvironmentLink } from "#components/environments/environment-link";
import { compareHref } from "#components/environments/version-list";
import { Badge } from "#components/ui/badge";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import type { RuleRow } from "#lib/environments/model";

/** Where a target has led, newest first. */
export function RuleHistory({ history }: { history: readonly RuleRow[] }) {
  return (
    <PlainTable
      label="History"
      columns={[{ label: "Environment" }, { label: "From" }, { label: "Set by" }, { label: "Until" }, { label: "" }]}
    >
      {history.map((rule, index) => (
        <tr key={rule.id}>
          <td>
            <EnvironmentLink hash={rule.environmentHash} name={rule.environmentName} />
          </td>
          <td className="text-muted">
            <RelativeTime at={rule.createdAt} />
          </td>
          <td className="text-muted">{rule.createdBy}</td>
          <td className="text-muted">
            {rule.endedAt ? <RelativeTime at={rule.endedAt} /> : <Badge tone="good">in force</Badge>}
            {rule.endedBy ? `, ended by ${rule.endedBy}` : null}
          </td>
          <td>
            <Changes rule={rule} before={history[index + 1]} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function Changes({ rule, before }: { rule: RuleRow; before: RuleRow | undefined }) {
  if (!before || before.environmentHash === rule.environmentHash) return null;
  return (
    <Link href={compareHref(rule.environmentHash, before.environmentHash)} className="text-accent hover:underline">
      What changed
    </Link>
  );
}
