import { and, eq, inArray } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { tasks } from "#lib/db/schema";
import { fail } from "#lib/errors";

const maxNamed = 5;

/** The numbers of tasks by their public names. Throws `not_found` where one of them is not there. */
export async function findTaskIds(
  { actor, db }: Ctx,
  { dataset, instanceIds }: { readonly dataset: string; readonly instanceIds: readonly string[] },
): Promise<number[]> {
  requireRole(actor, "viewer");
  const found = await db
    .select({ id: tasks.id, instanceId: tasks.instanceId })
    .from(tasks)
    .where(and(eq(tasks.dataset, dataset), inArray(tasks.instanceId, [...instanceIds])));
  const known = new Set(found.map(({ instanceId }) => instanceId));
  const missing = instanceIds.filter((id) => !known.has(id));
  if (missing.length > 0) {
    const more = missing.length > maxNamed ? ` and ${missing.length - maxNamed} more` : "";
    fail("not_found", `${dataset} has no task ${missing.slice(0, maxNamed).join(", ")}${more}`);
  }
  return found.map(({ id }) => id);
}
