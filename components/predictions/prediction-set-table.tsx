import Link from "next/link";
import { ResolvedShare } from "#components/predictions/resolved-share";
import { ResultBar } from "#components/predictions/result-bar";
import { WorkStateBadge } from "#components/runs/work-state-badge";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { cutMiddle, formatCount } from "#lib/format";
import type { PredictionSetRow } from "#lib/predictions/model";

/** Sets of predictions, each with what its newest evaluation came to. */
export function PredictionSetTable({ sets }: { sets: readonly PredictionSetRow[] }) {
  return (
    <PlainTable
      label="Sets of predictions"
      columns={[
        { label: "Model" },
        { label: "Name" },
        { label: "Dataset" },
        { label: "Patches", isNumber: true },
        { label: "Empty", isNumber: true },
        { label: "Unknown", isNumber: true },
        { label: "Resolved" },
        { label: "Results" },
        { label: "Evaluation" },
        { label: "Imported" },
      ]}
    >
      {sets.map((set) => (
        <tr key={set.id}>
          <td>
            <Link
              href={`/runs/predictions/${set.id}`}
              title={set.model}
              className="font-mono hover:text-accent hover:underline"
            >
              <VisibleText text={cutMiddle(set.model, 30)} />
            </Link>
          </td>
          <td title={set.name}>
            <VisibleText text={cutMiddle(set.name, 22)} />
          </td>
          <td>
            <Link href={`/datasets/${set.dataset}`} className="font-mono hover:text-accent hover:underline">
              {set.dataset}
            </Link>
          </td>
          <td className="text-right tabular-nums">{formatCount(set.patches)}</td>
          <td className="text-right tabular-nums">{formatCount(set.empty)}</td>
          <td className={set.unknown > 0 ? "text-right text-warn tabular-nums" : "text-right tabular-nums"}>
            {formatCount(set.unknown)}
          </td>
          <td>
            <ResolvedShare set={set} />
          </td>
          <td>{set.evaluation ? <ResultBar results={set.evaluation.results} className="w-28" /> : "–"}</td>
          <td>
            {set.evaluation ? (
              <span className="flex items-center gap-2">
                <WorkStateBadge state={set.evaluation.state} />
                <span className="text-muted">{set.evaluation.policy}</span>
              </span>
            ) : (
              <span className="text-muted">–</span>
            )}
          </td>
          <td className="text-muted">
            <RelativeTime at={set.createdAt} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
