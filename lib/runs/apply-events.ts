import type {
  BatchEvent,
  BatchProgress,
  BatchRow,
  BatchTaskRow,
  OverviewEvent,
  Page,
  WorkerRow,
} from "#lib/runs/model";
import { applyChanges } from "#lib/runs/told-rows";

/** What the page of a batch shows that may change while it is open. */
export interface LiveBatch {
  readonly progress: BatchProgress;
  readonly tasks: Page<BatchTaskRow>;
}

export interface LiveOverview {
  readonly batches: Page<BatchRow>;
  readonly progress: ReadonlyMap<string, BatchProgress>;
  readonly workers: readonly WorkerRow[];
}

export function applyBatchEvent(live: LiveBatch, event: BatchEvent): LiveBatch {
  switch (event.kind) {
    case "progress":
      return { ...live, progress: event.progress };
    case "tasks": {
      const items = applyChanges(live.tasks.items, event, (row) => row.taskId);
      return { ...live, tasks: { items, nextCursor: event.nextCursor, previousCursor: event.previousCursor } };
    }
    case "end":
      return live;
  }
}

export function applyOverviewEvent(live: LiveOverview, event: OverviewEvent): LiveOverview {
  switch (event.kind) {
    case "batches": {
      const items = applyChanges(live.batches.items, event, (row) => row.id);
      return { ...live, batches: { items, nextCursor: event.nextCursor, previousCursor: event.previousCursor } };
    }
    case "progress":
      return { ...live, progress: new Map([...live.progress, ...event.changed]) };
    case "workers":
      return { ...live, workers: event.workers };
  }
}
