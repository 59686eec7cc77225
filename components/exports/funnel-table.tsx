import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import type { DropReason, FunnelStep } from "#lib/core/export/model";
import { formatCount } from "#lib/format";

const stepLabels: Readonly<Record<string, string>> = {
  matched: "Match",
  approved: "Approved",
  resolved: "Resolved",
  validated: "Validated",
  columns: "Have the columns",
  folder: "Can be a folder",
  decontaminated: "Decontaminated",
  attempts: "Attempts of a task",
  consistent: "Consistent",
  capped: "Within the cap",
  unique: "Without duplicates",
  written: "Written",
};

/** How many were left after each step, and why the others were not. */
export function FunnelTable({ funnel }: { funnel: readonly FunnelStep[] }) {
  const matched = funnel[0]?.count ?? 0;
  return (
    <section>
      <h2 className="px-4 pb-2 text-sm font-semibold">Funnel</h2>
      <PlainTable
        label="Funnel"
        columns={[
          { label: "Step" },
          { label: "Left", isNumber: true },
          { label: "Of all", isNumber: true },
          { label: "Left out" },
        ]}
      >
        {funnel.map(({ step, count, dropped }) => (
          <tr key={step}>
            <td className="align-top leading-9">{stepLabels[step] ?? step}</td>
            <td className="text-right align-top leading-9 font-semibold tabular-nums">{formatCount(count)}</td>
            <td className="text-right align-top leading-9 text-muted tabular-nums">
              {matched === 0 ? "–" : `${((count / matched) * 100).toFixed(1)} %`}
            </td>
            <td className="py-1.5 whitespace-normal!">
              {dropped.length === 0 ? (
                <span className="text-muted">–</span>
              ) : (
                <ul className="grid gap-1">
                  {dropped.map((reason) => (
                    <Dropped key={reason.reason} {...reason} />
                  ))}
                </ul>
              )}
            </td>
          </tr>
        ))}
      </PlainTable>
    </section>
  );
}

function Dropped({ reason, count, ids }: DropReason) {
  return (
    <li>
      <details>
        <summary className="cursor-pointer">
          <span className="tabular-nums">{formatCount(count)}</span>: {reason}
        </summary>
        <p className="py-1 pl-4 font-mono text-xs break-all text-muted">
          <VisibleText text={ids.join(", ")} />
          {count > ids.length ? `, and ${formatCount(count - ids.length)} more in dropped.jsonl` : ""}
        </p>
      </details>
    </li>
  );
}
