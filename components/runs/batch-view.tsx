"use client";

import { useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Pager } from "#components/data-table/pager";
import { useRowKeys } from "#components/data-table/use-row-keys";
import { ConnectionNote } from "#components/live/connection-note";
import { useLive } from "#components/live/use-live";
import { BatchHeader } from "#components/runs/batch-header";
import { BatchTaskFilters } from "#components/runs/batch-task-filters";
import { BatchTaskTable } from "#components/runs/batch-task-table";
import { NoWorkerNote } from "#components/runs/no-worker-note";
import type { WorkDeeds } from "#components/runs/work-actions";
import { isEnded } from "#lib/core/run/model";
import { applyBatchEvent, type LiveBatch } from "#lib/runs/apply-events";
import { type BatchTaskParams, batchTaskParsers, serializeBatchTaskParams } from "#lib/runs/filters";
import type { BatchRow } from "#lib/runs/model";

interface BatchViewProps {
  readonly batch: BatchRow;
  readonly initial: LiveBatch;
  /** What the server chose the tasks by. */
  readonly params: BatchTaskParams;
  /** Whether a worker was alive when the page was drawn. */
  readonly hasWorker: boolean;
  /** Null for those who may only look. */
  readonly deeds: WorkDeeds | null;
}

const filterKeys = ["state", "outcome", "stage", "failureClass", "reason"] as const;

/** A batch and its tasks, live until it has ended. */
export function BatchView({ batch, initial, params, hasWorker, deeds }: BatchViewProps) {
  const [isPending, startTransition] = useTransition();
  const [, setParams] = useQueryStates(batchTaskParsers, { history: "push", shallow: false, startTransition });
  const address = serializeBatchTaskParams(`/api/batches/${batch.id}/events`, params);
  const { live, connection } = useLive(initial, isEnded(initial.progress.state) ? null : address, applyBatchEvent);
  const list = useRowKeys(live.tasks, (cursor) => setParams({ cursor }));
  function filterBy(change: Partial<BatchTaskParams>) {
    setParams({ ...change, cursor: null });
  }
  return (
    <div ref={list} className="pb-6">
      <ConnectionNote connection={connection} />
      {live.progress.states.queued > 0 && live.progress.states.running === 0 && !hasWorker ? <NoWorkerNote /> : null}
      <BatchHeader batch={batch} progress={live.progress} deeds={deeds} />
      <BatchTaskFilters params={params} progress={live.progress} onChange={filterBy} />
      <div aria-busy={isPending} className={isPending ? "opacity-60 transition-opacity" : undefined}>
        <BatchTaskTable
          tasks={live.tasks.items}
          deeds={deeds}
          filters={filterKeys.flatMap((key) => {
            const value = params[key];
            return value ? [{ value, drop: () => filterBy({ [key]: null }) }] : [];
          })}
          onClear={() => setParams(null)}
        />
        <Pager page={live.tasks} onTurn={(cursor) => setParams({ cursor })} />
      </div>
    </div>
  );
}
