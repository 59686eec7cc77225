import { and, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { Prediction } from "#lib/core/prediction/model";
import type { Queryable } from "#lib/db/client";
import { predictionSets, predictions, tasks } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { groupByModel } from "#lib/predictions/group-by-model";
import type { ImportedSet, PredictionOptions, ReadPredictions } from "#lib/predictions/model";
import { countPredictions, listUnknownIds } from "#lib/predictions/queries";
import { requireDataset, requirePredictions } from "#lib/predictions/requirements";

const charactersPerInsert = 4_000_000;
const predictionsPerInsert = 1_000;

export type NewPredictions = PredictionOptions & ReadPredictions;

/**
 * Keeps the predictions of a file, a set for each model in it. The same file again is the same sets; then predictions
 * whose tasks came in since are tied to them.
 */
export async function importPredictions(ctx: Ctx, input: NewPredictions): Promise<ImportedSet[]> {
  const { actor, db } = ctx;
  requireRole(actor, "curator");
  await requireDataset(db, input.dataset);
  requirePredictions(input);
  const sets: ImportedSet[] = [];
  for (const [model, own] of groupByModel(input)) sets.push(await importSet(ctx, input, model, own));
  return sets;
}

async function importSet(
  { actor, db }: Ctx,
  { dataset, name, fileName, fileHash }: NewPredictions,
  model: string,
  own: readonly Prediction[],
): Promise<ImportedSet> {
  return db.transaction(async (tx) => {
    const values = { dataset, name: name || fileName, model, fileName, fileHash, createdBy: actor.name };
    const [created] = await tx
      .insert(predictionSets)
      .values(values)
      .onConflictDoNothing()
      .returning({ id: predictionSets.id });
    const id = created?.id ?? (await findSet(tx, { dataset, fileHash, model }));
    if (created) {
      for (const part of cutParts(own)) await insertPredictions(tx, { id, dataset }, part);
    } else {
      await tieToTasks(tx, { id, dataset });
    }
    const counts = await countPredictions(tx, id);
    if (created) await audit(tx, actor, "predictions.imported", `prediction-set:${id}`, { dataset, model, ...counts });
    return { id, model, isNew: created !== undefined, ...counts, unknownIds: await listUnknownIds(tx, id) };
  });
}

async function findSet(
  tx: Queryable,
  { dataset, fileHash, model }: { dataset: string; fileHash: string; model: string },
): Promise<string> {
  const [set] = await tx
    .select({ id: predictionSets.id })
    .from(predictionSets)
    .where(
      and(eq(predictionSets.dataset, dataset), eq(predictionSets.fileHash, fileHash), eq(predictionSets.model, model)),
    );
  return set?.id ?? fail("conflict", "These predictions are being imported by somebody else. Try again.");
}

/** Of one model there is one prediction a task: the last, as in the harness. */
async function insertPredictions(
  tx: Queryable,
  { id, dataset }: { id: string; dataset: string },
  part: readonly Prediction[],
): Promise<void> {
  const ids = sql.param(part.map(({ instanceId }) => instanceId));
  const patches = sql.param(part.map(({ patch }) => patch ?? ""));
  await tx.execute(sql`
    insert into ${predictions} (set_id, instance_id, task_id, patch)
    select ${id}, given.instance_id, t.id, given.patch
    from unnest(${ids}::text[], ${patches}::text[]) with ordinality given(instance_id, patch, place)
    left join ${tasks} t on t.dataset = ${dataset} and t.instance_id = given.instance_id
    order by given.place`);
}

async function tieToTasks(tx: Queryable, { id, dataset }: { id: string; dataset: string }): Promise<void> {
  await tx.execute(sql`
    update ${predictions} p set task_id = t.id from ${tasks} t
    where p.set_id = ${id} and p.task_id is null and t.dataset = ${dataset} and t.instance_id = p.instance_id`);
}

/** Bounded in rows and in text, so that a statement stays small whatever the patches hold. */
function* cutParts(all: readonly Prediction[]): Generator<readonly Prediction[]> {
  let part: Prediction[] = [];
  let characters = 0;
  for (const prediction of all) {
    part.push(prediction);
    characters += prediction.patch?.length ?? 0;
    if (part.length < predictionsPerInsert && characters < charactersPerInsert) continue;
    yield part;
    part = [];
    characters = 0;
  }
  if (part.length > 0) yield part;
}
