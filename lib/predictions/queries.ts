import { and, asc, count, desc, eq, gt, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Queryable } from "#lib/db/client";
import { predictionSets, predictions, runBatches, runs } from "#lib/db/schema";
import type { PredictionListParams } from "#lib/predictions/filters";
import type {
  EvaluationSummary,
  PredictionCounts,
  PredictionResult,
  PredictionRow,
  PredictionSetPage,
  PredictionSetRow,
} from "#lib/predictions/model";
import { predictionResults } from "#lib/predictions/model";
import { resultOf, standingRun } from "#lib/predictions/results";
import { cutPage, numberPattern, parseRowCursor, uuidPattern } from "#lib/runs/cursor";
import type { Page } from "#lib/runs/model";
import { worstFirst } from "#lib/runs/standing-runs";

const setsPerPage = 25;
const predictionsPerPage = 50;
const maxUnknownIds = 100;

/** A page of sets, the newest first, each with what its newest evaluation came to. */
export async function listPredictionSets(
  { actor, db }: Ctx,
  { cursor: text }: { readonly cursor: string | null },
  limit = setsPerPage,
): Promise<PredictionSetPage> {
  requireRole(actor, "viewer");
  const cursor = parseRowCursor(text, uuidPattern);
  const isBackward = cursor?.toward === "previous";
  const order = isBackward ? asc : desc;
  const found = await selectSets(db, cursor && isBeyond(cursor.id, isBackward))
    .orderBy(order(predictionSets.createdAt), order(predictionSets.id))
    .limit(limit + 1);
  const page = cutPage(found, limit, cursor, (set) => set.id);
  return { ...page, items: await summarize(db, page.items) };
}

export async function findPredictionSet({ actor, db }: Ctx, id: string): Promise<PredictionSetRow | undefined> {
  requireRole(actor, "viewer");
  if (!uuidPattern.test(id)) return undefined;
  const [set] = await summarize(db, await selectSets(db, eq(predictionSets.id, id)));
  return set;
}

/** A page of the predictions of a set by their ids, with what became of each in one evaluation. */
export async function listPredictions(
  { actor, db }: Ctx,
  { setId, batchId }: { readonly setId: string; readonly batchId: string | null },
  { result, cursor: text }: PredictionListParams,
): Promise<Page<PredictionRow>> {
  requireRole(actor, "viewer");
  const cursor = parseRowCursor(text, numberPattern);
  const isBackward = cursor?.toward === "previous";
  const standing = standingRun(db, batchId ?? noBatch);
  const place = sql`(select c.instance_id from ${predictions} c where c.id = ${cursor?.id ?? 0})`;
  const found = await db
    .select({
      id: predictions.id,
      instanceId: predictions.instanceId,
      taskId: predictions.taskId,
      patchCharacters: sql<number>`char_length(${predictions.patch})`,
      result: resultOf("predictions", "standing"),
      runId: standing.id,
      failureClass: standing.failureClass,
      reason: standing.reason,
    })
    .from(predictions)
    .leftJoinLateral(standing, sql`true`)
    .where(
      and(
        eq(predictions.setId, setId),
        cursor && (isBackward ? lt : gt)(predictions.instanceId, place),
        result ? eq(resultOf("predictions", "standing"), result) : undefined,
      ),
    )
    .orderBy((isBackward ? desc : asc)(predictions.instanceId))
    .limit(predictionsPerPage + 1);
  return cutPage(found, predictionsPerPage, cursor, (row) => row.id);
}

export async function countPredictions(db: Queryable, setId: string): Promise<PredictionCounts> {
  return (await countBySet(db, [setId])).get(setId) ?? noPredictions;
}

/** The first of the predictions whose tasks the dataset does not have. */
export async function listUnknownIds(db: Queryable, setId: string): Promise<string[]> {
  const rows = await db
    .select({ instanceId: predictions.instanceId })
    .from(predictions)
    .where(and(eq(predictions.setId, setId), isNull(predictions.taskId)))
    .orderBy(asc(predictions.instanceId))
    .limit(maxUnknownIds);
  return rows.map(({ instanceId }) => instanceId);
}

const noPredictions: PredictionCounts = { predictions: 0, patches: 0, empty: 0, unknown: 0, runnable: 0 };
const noBatch = "00000000-0000-0000-0000-000000000000";

function selectSets(db: Queryable, where: SQL | undefined) {
  const newest = db
    .select({
      batchId: runBatches.id,
      state: runBatches.state,
      policy: runBatches.policy,
      repeats: runBatches.repeats,
      createdAt: runBatches.createdAt,
      finishedAt: runBatches.finishedAt,
    })
    .from(runBatches)
    .where(and(eq(runBatches.predictionSetId, predictionSets.id), eq(runBatches.kind, "evaluation")))
    .orderBy(desc(runBatches.createdAt), desc(runBatches.id))
    .limit(1)
    .as("newest");
  return db
    .select({
      id: predictionSets.id,
      dataset: predictionSets.dataset,
      name: predictionSets.name,
      model: predictionSets.model,
      fileName: predictionSets.fileName,
      fileHash: predictionSets.fileHash,
      createdBy: predictionSets.createdBy,
      createdAt: predictionSets.createdAt,
      newest: {
        batchId: newest.batchId,
        state: newest.state,
        policy: newest.policy,
        repeats: newest.repeats,
        createdAt: newest.createdAt,
        finishedAt: newest.finishedAt,
      },
    })
    .from(predictionSets)
    .leftJoinLateral(newest, sql`true`)
    .where(where);
}

type FoundSet = Awaited<ReturnType<typeof selectSets>>[number];

/** By the row itself: PostgreSQL's times are finer than those of a cursor would be. */
function isBeyond(id: string, isBackward: boolean): SQL {
  const comparison = sql.raw(isBackward ? ">" : "<");
  return sql`(${predictionSets.createdAt}, ${predictionSets.id}) ${comparison}
    (select b.created_at, b.id from ${predictionSets} b where b.id = ${id})`;
}

async function summarize(db: Queryable, sets: readonly FoundSet[]): Promise<PredictionSetRow[]> {
  const counts = await countBySet(
    db,
    sets.map(({ id }) => id),
  );
  const results = await countResults(db, sets);
  return sets.map(({ newest, ...set }) => ({
    ...set,
    ...(counts.get(set.id) ?? noPredictions),
    evaluation: newest && { ...newest, results: results.get(set.id) ?? emptyResults() },
  }));
}

async function countBySet(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, PredictionCounts>> {
  if (ids.length === 0) return new Map();
  const isEmpty = sql`${predictions.patch} = ''`;
  const rows = await db
    .select({
      id: predictions.setId,
      predictions: count(),
      patches: sql<number>`(count(*) filter (where not ${isEmpty}))::int`,
      empty: sql<number>`(count(*) filter (where ${isEmpty}))::int`,
      unknown: sql<number>`(count(*) filter (where ${predictions.taskId} is null))::int`,
      runnable: sql<number>`(count(*) filter (where ${predictions.taskId} is not null and not ${isEmpty}))::int`,
    })
    .from(predictions)
    .where(inArray(predictions.setId, [...ids]))
    .groupBy(predictions.setId);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** How many predictions of each set came to each result in its newest evaluation. */
async function countResults(
  db: Queryable,
  sets: readonly FoundSet[],
): Promise<ReadonlyMap<string, EvaluationSummary["results"]>> {
  const evaluated = sets.flatMap(({ id, newest }) => (newest ? [{ id, batchId: newest.batchId }] : []));
  if (evaluated.length === 0) return new Map();
  const ids = sql.param(evaluated.map(({ id }) => id));
  const batchIds = sql.param(evaluated.map(({ batchId }) => batchId));
  const rows = await db.execute<{ id: string; result: PredictionResult; count: number }>(sql`
    select e.set_id as id, ${resultOf("p", "w")} as result, count(*)::int as count
    from unnest(${ids}::uuid[], ${batchIds}::uuid[]) e(set_id, batch_id)
    join ${predictions} p on p.set_id = e.set_id
    left join (
      select distinct on (r.batch_id, r.prediction_id) r.* from ${runs} r
      where r.batch_id = any(${batchIds}::uuid[]) and r.prediction_id is not null
      order by r.batch_id, r.prediction_id, ${worstFirst("r")}
    ) w on w.batch_id = e.batch_id and w.prediction_id = p.id
    group by 1, 2`);
  const found = new Map(evaluated.map(({ id }) => [id, emptyResults()]));
  for (const { id, result, count } of rows) {
    const own = found.get(id);
    if (own) own[result] = count;
  }
  return found;
}

function emptyResults(): Record<PredictionResult, number> {
  // `Object.fromEntries` forgets the keys' type; they are exactly the ones given.
  return Object.fromEntries(predictionResults.map((result) => [result, 0])) as Record<PredictionResult, number>;
}
