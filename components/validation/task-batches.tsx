import Link from "next/link";
import { FailureClassBadge } from "#components/runs/failure-class-badge";
import { OutcomeBadge } from "#components/runs/outcome-badge";
import { RunMarks } from "#components/runs/run-marks";
import { WorkStateBadge } from "#components/runs/work-state-badge";
import { PlainTable } from "#components/ui/plain-table";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import type { TaskBatch } from "#lib/runs/task-validation";

interface TaskBatchesProps {
  readonly batches: readonly TaskBatch[];
  readonly hasMore: boolean;
}

const columns = [
  { label: "Batch" },
  { label: "Runs" },
  { label: "Came to" },
  { label: "Policy" },
  { label: "Asked for" },
  { label: "Why" },
];

/** The batches that a task is or was in, the newest first, each with its runs. */
export function TaskBatches({ batches, hasMore }: TaskBatchesProps) {
  return (
    <section aria-labelledby="batches" className="grid min-w-0 grid-cols-1 gap-2">
      <h2 id="batches" className="text-sm font-semibold">
        Batches and runs
      </h2>
      <PlainTable label="Batches and runs" columns={columns}>
        {batches.map((batch) => (
          <tr key={batch.id}>
            <td>
              <Link
                href={`/runs/batches/${batch.id}`}
                prefetch={false}
                className="block max-w-56 truncate text-accent hover:underline"
              >
                <VisibleText text={nameBatch(batch)} />
              </Link>
            </td>
            <td>
              <RunMarks runs={batch.runs} />
            </td>
            <td>
              <span className="inline-flex items-center gap-1.5">
                {batch.outcome ? <OutcomeBadge outcome={batch.outcome} /> : <WorkStateBadge state={batch.state} />}
                {batch.outcome && batch.stage ? <span className="text-muted">{batch.stage}</span> : null}
                {batch.failureClass ? <FailureClassBadge failureClass={batch.failureClass} /> : null}
              </span>
            </td>
            <td className="text-muted">{batch.policy}</td>
            <td className="text-muted">
              <RelativeTime at={batch.createdAt} /> by {batch.createdBy}
            </td>
            <td className="text-muted">
              <span title={batch.reason ?? undefined} className="block max-w-80 truncate">
                <VisibleText text={batch.reason ?? ""} />
              </span>
            </td>
          </tr>
        ))}
      </PlainTable>
      {hasMore ? (
        <p className="text-[13px] text-muted">Older batches of this task are on the page of the runs.</p>
      ) : null}
    </section>
  );
}

function nameBatch({ title, kind, runs }: TaskBatch): string {
  if (title !== "") return title;
  return kind === "validation" ? "Validation" : `Grade ${runs[0]?.model ?? "a model"}`;
}
