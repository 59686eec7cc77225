import Link from "next/link";
import { ElapsedTime } from "#components/live/elapsed-time";
import { BatchBar } from "#components/runs/batch-bar";
import { BatchSpeed } from "#components/runs/batch-speed";
import { FailureClassBadge } from "#components/runs/failure-class-badge";
import { countAll, countEnded, type ProgressSegment, progressSegments } from "#components/runs/progress-segments";
import { WorkActions, type WorkDeeds } from "#components/runs/work-actions";
import { WorkStateBadge } from "#components/runs/work-state-badge";
import { CopyButton } from "#components/ui/copy-button";
import { RelativeTime } from "#components/ui/relative-time";
import { VisibleText } from "#components/ui/visible-text";
import { cn } from "#lib/class-names";
import { formatCount, formatDuration } from "#lib/format";
import { describeBatch } from "#lib/runs/describe";
import { serializeBatchTaskParams } from "#lib/runs/filters";
import type { BatchProgress, BatchRow } from "#lib/runs/model";

interface BatchHeaderProps {
  readonly batch: BatchRow;
  readonly progress: BatchProgress;
  readonly deeds: WorkDeeds | null;
}

/** What a batch is, how far it is, and what can be done about it. */
export function BatchHeader({ batch, progress, deeds }: BatchHeaderProps) {
  const { states } = progress;
  return (
    <header className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="min-w-0 text-lg font-semibold break-words">
          <VisibleText text={describeBatch(batch)} />
        </h1>
        <WorkStateBadge state={progress.state} />
        <div className="ml-auto flex flex-wrap gap-2">
          {deeds ? (
            <WorkActions
              batchId={batch.id}
              deeds={deeds}
              open={states.queued + states.running}
              failed={states.failed}
              cancelled={states.cancelled}
            />
          ) : null}
        </div>
      </div>
      <div className="grid gap-1.5">
        <BatchBar progress={progress} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px] tabular-nums">
          <span className="font-medium">
            {formatCount(countEnded(progress))} of {formatCount(countAll(progress))}
          </span>
          <BatchSpeed progress={progress} />
          <ul aria-label="Tasks by what became of them" className="flex flex-wrap gap-x-3 gap-y-1">
            {progressSegments(progress)
              .filter(({ count }) => count > 0)
              .map((segment) => (
                <li key={segment.id}>
                  <SegmentLink batchId={batch.id} segment={segment} />
                </li>
              ))}
          </ul>
        </div>
      </div>
      {progress.failures.length > 0 ? (
        <ul aria-label="Tasks by failure class" className="flex flex-wrap gap-1.5">
          {progress.failures.map(({ failureClass, count }) => (
            <li key={failureClass}>
              <Link href={serializeBatchTaskParams(`/runs/batches/${batch.id}`, { failureClass })} scroll={false}>
                <FailureClassBadge failureClass={failureClass} count={count} />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <Facts batch={batch} progress={progress} />
    </header>
  );
}

function SegmentLink({ batchId, segment: { id, count, colour } }: { batchId: string; segment: ProgressSegment }) {
  const isOutcome = id === "accepted" || id === "stopped" || id === "graded";
  const href = serializeBatchTaskParams(`/runs/batches/${batchId}`, isOutcome ? { outcome: id } : { state: id });
  return (
    <Link href={href} scroll={false} className="flex items-center gap-1.5 hover:text-accent hover:underline">
      <span aria-hidden className={cn("size-2 rounded-full", colour)} />
      {formatCount(count)} {id}
    </Link>
  );
}

function Facts({ batch, progress }: { batch: BatchRow; progress: BatchProgress }) {
  const { finishedAt } = progress;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-[13px] [&_dd]:inline [&_dt]:inline [&_dt]:pr-1.5 [&_dt]:text-muted">
      <div>
        <dt>Kind</dt>
        <dd>{batch.kind}</dd>
      </div>
      <div>
        <dt>Policy</dt>
        <dd>{batch.policy}</dd>
      </div>
      <div>
        <dt>Repeats</dt>
        <dd className="tabular-nums">{batch.repeats}</dd>
      </div>
      <div>
        <dt>Driver</dt>
        <dd>{batch.driver}</dd>
      </div>
      {batch.filter === null ? null : (
        <div>
          <dt>Tasks</dt>
          <dd>
            <Link href={`/tasks?${new URLSearchParams(batch.filter)}`} className="text-accent hover:underline">
              as the list shows them now
            </Link>
          </dd>
        </div>
      )}
      {batch.model === null ? null : (
        <div>
          <dt>Model</dt>
          <dd>
            <VisibleText text={batch.model} />
            {batch.predictionSet ? (
              <span className="text-muted">
                {" "}
                from <VisibleText text={batch.predictionSet} />
              </span>
            ) : null}
          </dd>
        </div>
      )}
      <div>
        <dt>Asked for by</dt>
        <dd>
          <VisibleText text={batch.createdBy} /> <RelativeTime at={batch.createdAt} />
        </dd>
      </div>
      <div>
        <dt>{finishedAt ? "Took" : "Since then"}</dt>
        <dd className="tabular-nums">
          {finishedAt ? (
            formatDuration((finishedAt.getTime() - batch.createdAt.getTime()) / 1_000)
          ) : (
            <ElapsedTime since={batch.createdAt} />
          )}
        </dd>
      </div>
      <div>
        <dt>Id</dt>
        <dd className="font-mono">
          <span title={batch.id}>{batch.id.slice(0, 8)}</span>
          <CopyButton text={batch.id} label="Copy the batch's id" size="tinyIcon" className="-my-1 align-middle" />
        </dd>
      </div>
    </dl>
  );
}
