import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { Queryable } from "#lib/db/client";
import { quarantinedTests, runs, runTests, taskLabels, tasks, taskTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";

const testRef = z.object({ taskId: z.int().positive(), test: z.string().min(1).max(10_000) });

export const quarantineSchema = testRef.extend({
  reason: z.string().trim().min(1, "Say why the test does not count").max(500),
});
export const releaseTestSchema = testRef;

/** Takes a test out of those that count, from the next validation and grading on. */
export async function quarantineTest(
  { actor, db }: Ctx,
  { taskId, test, reason }: z.output<typeof quarantineSchema>,
): Promise<void> {
  requireRole(actor, "curator");
  await db.transaction(async (tx) => {
    await requireTest(tx, taskId, test);
    const [added] = await tx
      .insert(quarantinedTests)
      .values({ taskId, test, reason, createdBy: actor.name })
      .onConflictDoNothing()
      .returning({ test: quarantinedTests.test });
    if (!added) fail("conflict", "This test is in quarantine already.");
    await audit(tx, actor, "test.quarantined", `task:${taskId}`, { test, reason });
  });
}

export async function releaseTest(
  { actor, db }: Ctx,
  { taskId, test }: z.output<typeof releaseTestSchema>,
): Promise<void> {
  requireRole(actor, "curator");
  await db.transaction(async (tx) => {
    const [removed] = await tx
      .delete(quarantinedTests)
      .where(and(eq(quarantinedTests.taskId, taskId), eq(quarantinedTests.test, test)))
      .returning({ reason: quarantinedTests.reason });
    if (!removed) fail("conflict", "This test is not in quarantine any more.");
    await audit(tx, actor, "test.released", `task:${taskId}`, { test, reason: removed.reason });
  });
}

/** A misspelt name would be kept for ever and never match anything. */
async function requireTest(tx: Queryable, taskId: number, test: string): Promise<void> {
  const [task] = await tx
    .select({
      isKnown: sql<boolean>`
        ${test} = any(${taskTexts.failToPassTests}) or ${test} = any(${taskTexts.passToPassTests})
        or exists (select 1 from ${taskLabels} l where l.task_id = ${tasks.id}
          and ${test} = any(l.fail_to_pass || l.pass_to_pass || l.pass_to_fail || l.fail_to_fail || l.flaky))
        or exists (select 1 from ${runTests} t join ${runs} r on r.id = t.run_id
          where r.task_id = ${tasks.id} and ${test} = any(t.names))`,
    })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .where(eq(tasks.id, taskId));
  if (!task) fail("not_found", "No such task");
  if (!task.isKnown) fail("invalid", "No list and no run of this task names this test. Copy its name from the matrix.");
}
