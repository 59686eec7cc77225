import { and, eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { tasks } from "#lib/db/schema";
import type { NamedTarget, RuleTarget } from "#lib/environments/model";
import { fail } from "#lib/errors";

/** The target that somebody named; `not_found` for a task that is not there. */
export async function requireTarget({ actor, db }: Ctx, target: NamedTarget): Promise<RuleTarget> {
  requireRole(actor, "viewer");
  if (target.scope !== "task") return target;
  const { dataset, instanceId } = target;
  const [task] = await db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.dataset, dataset), eq(tasks.instanceId, instanceId)));
  return { scope: "task", taskId: task?.id ?? fail("not_found", `The dataset ${dataset} has no task ${instanceId}`) };
}
