import { sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { tasks } from "#lib/db/schema";
import { groupByModel } from "#lib/predictions/group-by-model";
import type { PredictionOptions, PredictionPreview, ReadPredictions } from "#lib/predictions/model";
import { requireDataset, requirePredictions } from "#lib/predictions/requirements";

const maxUnknownIds = 100;

/** What importing a file would come to, a line for each model in it. Writes nothing. */
export async function previewPredictions(
  { actor, db }: Ctx,
  input: Pick<PredictionOptions, "dataset" | "model"> & ReadPredictions,
): Promise<PredictionPreview[]> {
  requireRole(actor, "curator");
  await requireDataset(db, input.dataset);
  requirePredictions(input);
  const ids = sql.param([...new Set(input.predictions.map(({ instanceId }) => instanceId))]);
  const rows = await db.execute<{ id: string }>(sql`
    select given.id from unnest(${ids}::text[]) given(id)
    where not exists (select 1 from ${tasks} t where t.dataset = ${input.dataset} and t.instance_id = given.id)`);
  const unknown = new Set(rows.map(({ id }) => id));
  return Array.from(groupByModel(input), ([model, own]) => {
    const patched = own.filter(({ patch }) => patch !== null && patch !== "");
    const strangers = own.map(({ instanceId }) => instanceId).filter((id) => unknown.has(id));
    return {
      model,
      predictions: own.length,
      patches: patched.length,
      empty: own.length - patched.length,
      unknown: strangers.length,
      runnable: patched.filter(({ instanceId }) => !unknown.has(instanceId)).length,
      unknownIds: strangers.toSorted().slice(0, maxUnknownIds),
    };
  });
}
