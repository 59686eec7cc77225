import Link from "next/link";
import { ResultBadge } from "#components/predictions/result-badge";
import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import { cutMiddle, formatCount } from "#lib/format";
import type { PredictionRow } from "#lib/predictions/model";

/** The predictions of a set, with what became of each. */
export function PredictionTable({ rows }: { rows: readonly PredictionRow[] }) {
  return (
    <PlainTable
      label="Predictions"
      columns={[
        { label: "Instance" },
        { label: "Result" },
        { label: "Run" },
        { label: "Patch, characters", isNumber: true },
        { label: "Why" },
      ]}
    >
      {rows.map(({ id, instanceId, taskId, result, runId, patchCharacters, reason }) => (
        <tr key={id}>
          <td className="font-mono" title={instanceId}>
            {taskId === null ? (
              <VisibleText text={cutMiddle(instanceId, 44)} />
            ) : (
              <Link href={`/tasks/${taskId}`} prefetch={false} className="hover:text-accent hover:underline">
                <VisibleText text={cutMiddle(instanceId, 44)} />
              </Link>
            )}
          </td>
          <td>
            <ResultBadge result={result} />
          </td>
          <td>
            {runId === null ? (
              <span className="text-muted">–</span>
            ) : (
              <Link
                href={`/runs/${runId}`}
                prefetch={false}
                aria-label={`${runId}, the run of ${instanceId}`}
                className="text-accent tabular-nums hover:underline"
              >
                {runId}
              </Link>
            )}
          </td>
          <td className="text-right text-muted tabular-nums">{formatCount(patchCharacters)}</td>
          <td className="max-w-xl truncate text-muted" title={reason ?? undefined}>
            <VisibleText text={reason ?? ""} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
