import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import { resolutions } from "#lib/core/grading/model";
import { cutMiddle, formatAmount, formatCount } from "#lib/format";
import type { Regrading } from "#lib/runs/regrade";

const shownChanges = 50;

/** How many runs have each verdict before and after, and which change. */
export function RegradeOutcome({ regrading: { before, after, changed, changes } }: { regrading: Regrading }) {
  return (
    <div className="grid gap-3">
      <PlainTable
        label="Verdicts"
        columns={[{ label: "Verdict" }, { label: "Now", isNumber: true }, { label: "Then", isNumber: true }]}
      >
        {resolutions.map((resolution) => (
          <tr key={resolution}>
            <td>{resolution.replace("_", " ")}</td>
            <td className="text-right tabular-nums">{formatCount(before[resolution])}</td>
            <td className="text-right font-semibold tabular-nums">{formatCount(after[resolution])}</td>
          </tr>
        ))}
      </PlainTable>
      {changed === 0 ? <p className="text-[13px] text-muted">No verdict changes.</p> : null}
      {changes.length > 0 ? (
        <ul aria-label="Changes" className="grid max-h-48 gap-1 overflow-auto text-[13px]">
          {changes.slice(0, shownChanges).map(({ runId, instanceId, from, to }) => (
            <li key={runId} title={instanceId}>
              <span className="font-mono">
                <VisibleText text={cutMiddle(instanceId, 36)} />
              </span>{" "}
              <span className="text-muted">
                {from} → {to}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {changed > shownChanges ? (
        <p className="text-[13px] text-muted">and {formatAmount(changed - shownChanges, "more", "more")}</p>
      ) : null}
    </div>
  );
}
