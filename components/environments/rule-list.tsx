import Link from "next/link";
import { EnvironmentLink } from "#components/environments/environment-link";
import { TargetName } from "#components/environments/target-name";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import type { RuleRow, RuleTarget } from "#lib/environments/model";

const groups: readonly { readonly scope: RuleTarget["scope"]; readonly title: string; readonly column: string }[] = [
  { scope: "language", title: "By language", column: "Language" },
  { scope: "repository", title: "By repository", column: "Repository" },
  { scope: "task", title: "By task", column: "Task" },
];

interface RuleListProps {
  readonly rules: readonly RuleRow[];
  /** Whether all of them use the same environment, which the page is about. */
  readonly isOfOne?: boolean;
}

/** Rules in force, grouped by what they are for. */
export function RuleList({ rules, isOfOne = false }: RuleListProps) {
  return groups.map(({ scope, title, column }) => {
    const ofScope = rules.filter(({ target }) => target.scope === scope);
    return ofScope.length === 0 ? null : (
      <section key={scope} className="pb-4">
        <h2 className="px-4 pt-3 pb-2 text-sm font-semibold">{title}</h2>
        <PlainTable
          label={title}
          columns={[
            { label: column },
            ...(isOfOne ? [] : [{ label: "Environment" }]),
            { label: "Set by" },
            { label: "Since" },
          ]}
        >
          {ofScope.map((rule) => (
            <tr key={rule.id}>
              <td className="w-2/5 max-w-96 truncate">
                <Link
                  href={`/settings/environments/rules/${rule.id}`}
                  className="font-mono hover:text-accent hover:underline"
                >
                  <TargetName target={rule.target} />
                </Link>
              </td>
              {isOfOne ? null : (
                <td className="max-w-96">
                  <EnvironmentLink hash={rule.environmentHash} name={rule.environmentName} />
                </td>
              )}
              <td className="text-muted">{rule.createdBy}</td>
              <td className="text-muted">
                <RelativeTime at={rule.createdAt} />
              </td>
            </tr>
          ))}
        </PlainTable>
      </section>
    );
  });
}
