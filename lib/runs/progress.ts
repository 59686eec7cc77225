import { count, eq, inArray, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { batchTaskOutcomes, isEnded, type WorkState, workStates } from "#lib/core/run/model";
import { batchTasks, runBatches } from "#lib/db/schema";
import type { BatchProgress, BatchRow, BatchTaskRow } from "#lib/runs/model";

const windowSeconds = 600;

/** How far batches are, by their ids. */
export async function measureProgress(
  { actor, db }: Ctx,
  batchIds: readonly string[],
): Promise<ReadonlyMap<string, BatchProgress>> {
  requireRole(actor, "viewer");
  if (batchIds.length === 0) return new Map();
  const groups = await db
    .select({
      batchId: runBatches.id,
      batchState: runBatches.state,
      batchFinishedAt: runBatches.finishedAt,
      state: batchTasks.state,
      outcome: batchTasks.outcome,
      stage: batchTasks.stage,
      failureClass: batchTasks.failureClass,
      count: count(batchTasks.taskId),
      lately: sql<number>`(count(*) filter (where ${batchTasks.state} <> 'cancelled'
        and ${batchTasks.finishedAt} > now() - make_interval(secs => ${windowSeconds})))::int`,
      secondsSinceStart: sql<number>`coalesce(extract(epoch from now() - min(${batchTasks.startedAt})), 0)::int`,
    })
    .from(runBatches)
    .leftJoin(batchTasks, eq(batchTasks.batchId, runBatches.id))
    .where(inArray(runBatches.id, [...batchIds]))
    .groupBy(runBatches.id, batchTasks.state, batchTasks.outcome, batchTasks.stage, batchTasks.failureClass);
  return new Map([...Map.groupBy(groups, ({ batchId }) => batchId)].map(([id, own]) => [id, sumUp(own)]));
}

interface ProgressGroup extends Pick<BatchTaskRow, "outcome" | "stage" | "failureClass"> {
  /** Null where a batch has no task left. */
  readonly state: WorkState | null;
  readonly batchState: BatchRow["state"];
  readonly batchFinishedAt: Date | null;
  readonly count: number;
  /** Of them, those that ended within the window. */
  readonly lately: number;
  readonly secondsSinceStart: number;
}

function sumUp(groups: readonly ProgressGroup[]): BatchProgress {
  const sum = (isMeant: (group: ProgressGroup) => boolean) =>
    groups.filter(isMeant).reduce((total, group) => total + group.count, 0);
  const valuesOf = <K extends "stage" | "failureClass">(key: K) =>
    [...new Set(groups.flatMap((group) => group[key] ?? []))] as NonNullable<ProgressGroup[K]>[];
  return {
    state: groups[0]?.batchState ?? "queued",
    finishedAt: groups[0]?.batchFinishedAt ?? null,
    states: countEach(workStates, (state) => sum((group) => group.state === state)),
    outcomes: countEach(batchTaskOutcomes, (outcome) => sum((group) => group.outcome === outcome)),
    failures: valuesOf("failureClass")
      .map((failureClass) => ({ failureClass, count: sum((group) => group.failureClass === failureClass) }))
      .toSorted((a, b) => b.count - a.count || a.failureClass.localeCompare(b.failureClass)),
    stages: valuesOf("stage")
      .toSorted()
      .map((stage) => ({ stage, count: sum((group) => group.stage === stage) })),
    ...estimate(
      groups,
      sum(({ state }) => state !== null && !isEnded(state)),
    ),
  };
}

function estimate(groups: readonly ProgressGroup[], left: number): Pick<BatchProgress, "perMinute" | "secondsLeft"> {
  const ended = groups.reduce((total, group) => total + group.lately, 0);
  const age = Math.max(...groups.map((group) => group.secondsSinceStart));
  const perMinute = (ended / Math.min(windowSeconds, Math.max(1, age))) * 60;
  return { perMinute, secondsLeft: perMinute > 0 && left > 0 ? Math.ceil((left / perMinute) * 60) : null };
}

function countEach<K extends string>(keys: readonly K[], countOf: (key: K) => number): Record<K, number> {
  // `Object.fromEntries` forgets the keys' type; they are exactly the ones given.
  return Object.fromEntries(keys.map((key) => [key, countOf(key)])) as Record<K, number>;
}
