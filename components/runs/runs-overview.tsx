"use client";

import { Activity, SearchX, X } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Pager } from "#components/data-table/pager";
import { useRowKeys } from "#components/data-table/use-row-keys";
import { ConnectionNote } from "#components/live/connection-note";
import { useLive } from "#components/live/use-live";
import { BatchTable } from "#components/runs/batch-table";
import { FilterSelect } from "#components/runs/filter-select";
import { NoWorkerNote } from "#components/runs/no-worker-note";
import { WorkerTable } from "#components/runs/worker-table";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { batchKinds, isEnded, workStates } from "#lib/core/run/model";
import { applyOverviewEvent, type LiveOverview } from "#lib/runs/apply-events";
import { type BatchListParams, batchListParsers, serializeBatchListParams } from "#lib/runs/filters";

interface RunsOverviewProps {
  readonly initial: LiveOverview;
  /** What the server chose the batches by. */
  readonly params: BatchListParams;
  readonly canWrite: boolean;
}

/** Batches and workers, live. */
export function RunsOverview({ initial, params, canWrite }: RunsOverviewProps) {
  const [isPending, startTransition] = useTransition();
  const [, setParams] = useQueryStates(batchListParsers, { history: "push", shallow: false, startTransition });
  const { live, connection } = useLive(
    initial,
    serializeBatchListParams("/api/runs/events", params),
    applyOverviewEvent,
  );
  const { batches, progress, workers } = live;
  const list = useRowKeys(batches, (cursor) => setParams({ cursor }));
  const isWaiting = batches.items.some(({ id, state }) => !isEnded(progress.get(id)?.state ?? state));
  const hasFilter = params.kind !== null || params.state !== null;
  const isEmpty = batches.items.length === 0 && !hasFilter && params.cursor === null;
  return (
    <div ref={list} aria-busy={isPending} className="grid grid-cols-1 gap-4 pb-6">
      <ConnectionNote connection={connection} />
      {isWaiting && !workers.some((worker) => worker.isAlive) ? <NoWorkerNote /> : null}
      {workers.length > 0 ? <WorkerTable workers={workers} /> : null}
      <section aria-labelledby="batches">
        <div className="flex flex-wrap items-center gap-2 px-4 pb-2">
          <h2 id="batches" className="mr-2 text-sm font-semibold">
            Batches
          </h2>
          {isEmpty ? null : (
            <>
              <FilterSelect
                noun="kind"
                value={params.kind}
                choices={batchKinds}
                onChange={(kind) => setParams({ kind, cursor: null })}
              />
              <FilterSelect
                noun="state"
                value={params.state}
                choices={workStates}
                onChange={(state) => setParams({ state, cursor: null })}
              />
            </>
          )}
          {hasFilter ? (
            <Button look="quiet" className="text-muted" onClick={() => setParams(null)}>
              <X /> Clear all
            </Button>
          ) : null}
        </div>
        {batches.items.length > 0 ? (
          <>
            <BatchTable batches={batches.items} progress={progress} />
            <Pager page={batches} onTurn={(cursor) => setParams({ cursor })} />
          </>
        ) : (
          <NoBatches isFirst={isEmpty} canWrite={canWrite} />
        )}
      </section>
    </div>
  );
}

function NoBatches({ isFirst, canWrite }: { isFirst: boolean; canWrite: boolean }) {
  if (!isFirst) {
    return (
      <Notice
        icon={SearchX}
        title="No batch matches"
        actions={
          <Button asChild look="primary">
            <Link href="/runs">Show all batches</Link>
          </Button>
        }
      >
        None has this kind and state on this page.
      </Notice>
    );
  }
  return (
    <Notice
      icon={Activity}
      title="Nothing was run yet"
      actions={
        <Button asChild look="primary">
          <Link href="/tasks">To the tasks</Link>
        </Button>
      }
    >
      A run is one execution of a task's tests in a sandbox.{" "}
      {canWrite
        ? "Choose tasks in the list and validate them, or do it on the command line:"
        : "A curator starts them from the list of tasks, or on the command line:"}
      <code className="mt-2 block rounded bg-sunken px-2 py-1 text-text">npm run assay -- validate --help</code>
    </Notice>
  );
}
