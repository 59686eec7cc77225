import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, batchTasks, runBatches, runs, tasks } from "#lib/db/schema";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { runOptionsSchema } from "#lib/runs/model";
import { requestValidation } from "#lib/runs/mutations";
import { readTaskChoice } from "#lib/runs/validation-request";

const database = testDatabase({ asOwn: true });
const options = runOptionsSchema.parse({ repeats: 2, policy: "live-3x", priority: 10, title: "Some tasks" });
let ids: number[];

beforeAll(async () => {
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
  ids = (await insertTaskRows(database().connection.db, 60)).map(({ id }) => id);
});

describe("requestValidation", () => {
  it("of picked tasks makes their runs, each side as often as asked, and a job for each task", async () => {
    const ctx = await database().ctxOf("curator");
    const picked = ids.slice(3, 6);
    const batchId = await requestValidation(ctx, readTaskChoice({ ids: picked, query: "?repo=no/such" }), options);
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch).toMatchObject({
      kind: "validation",
      state: "queued",
      title: "Some tasks",
      policy: "live-3x",
      repeats: 2,
      priority: 10,
      filter: null,
      taskCount: 3,
      createdBy: ctx.actor.name,
    });
    const made = await ctx.db.select().from(runs).where(eq(runs.batchId, batchId)).orderBy(asc(runs.id));
    expect(made.map(({ taskId, kind, repeat }) => [taskId, kind, repeat])).toEqual(
      picked.flatMap((id) => ["empty", "gold"].flatMap((kind) => [1, 2].map((repeat) => [id, kind, repeat]))),
    );
    expect(await jobsOf(batchId)).toEqual(picked.map((taskId) => ({ taskId, priority: 10 })));
    const events = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, `batch:${batchId}`));
    expect(events).toMatchObject([{ actor: ctx.actor.name, event: "batch.requested" }]);
  });

  it("of a whole filter takes all that match, and keeps the filter", async () => {
    const ctx = await database().ctxOf("curator");
    const batchId = await requestValidation(
      ctx,
      readTaskChoice({ ids: null, query: "?language=Go&sort=repo" }),
      options,
    );
    const [batch] = await ctx.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    const matching = await ctx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.language, "Go"));
    const chosen = await ctx.db
      .select({ id: batchTasks.taskId })
      .from(batchTasks)
      .where(eq(batchTasks.batchId, batchId));
    expect(chosen.map(({ id }) => id).toSorted()).toEqual(matching.map(({ id }) => id).toSorted());
    expect(matching.length).toBeGreaterThan(2);
    expect(batch).toMatchObject({ filter: "language=Go", taskCount: matching.length });
  });

  it("of nothing leaves nothing", async () => {
    const ctx = await database().ctxOf("curator");
    const before = await ctx.db.$count(runBatches);
    const request = requestValidation(ctx, readTaskChoice({ ids: null, query: "?repo=no/such" }), options);
    await expect(request).rejects.toMatchObject({ code: "invalid" });
    expect(await ctx.db.$count(runBatches)).toBe(before);
  });

  it.each(["viewer", "annotator"] as const)("is refused to a %s", async (role) => {
    const ctx = await database().ctxOf(role);
    const before = await ctx.db.$count(runBatches);
    const request = requestValidation(ctx, readTaskChoice({ ids: ids.slice(0, 1), query: "" }), options);
    await expect(request).rejects.toMatchObject({ code: "forbidden" });
    expect(await ctx.db.$count(runBatches)).toBe(before);
  });
});

async function jobsOf(batchId: string) {
  const jobs = await database().connection.sql<{ taskId: number; priority: number }[]>`
    select (data ->> 'taskId')::int as "taskId", priority from pgboss.job
    where name = 'task.run' and data ->> 'batchId' = ${batchId} order by 1`;
  return jobs.map((job) => ({ ...job }));
}
