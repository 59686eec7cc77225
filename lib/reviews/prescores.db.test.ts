import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { asc, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { runPrescore } from "#lib/agents/run-prescore";
import type { Ctx } from "#lib/auth/actor";
import { approveReject } from "#lib/core/review/approve-reject";
import { reviewFormSchema } from "#lib/core/review/form";
import { readyMadeForms } from "#lib/core/review/ready-made-forms";
import { loadDemoCorpus } from "#lib/datasets/demo-corpus";
import { reviewItems, reviewPrescores, reviewProjects, reviews, tasks } from "#lib/db/schema";
import { testDatabase } from "#lib/db/testing/test-database";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { createProject } from "#lib/reviews/create-project";
import { keepForm } from "#lib/reviews/keep-form";
import { newProjectSchema } from "#lib/reviews/model";
import { cancelPrescores, findPrescores, listDisagreements, requestPrescores } from "#lib/reviews/prescores";
import { reimport } from "#lib/reviews/testing/review-rows";

const database = testDatabase({ asOwn: true });
const [rubric] = readyMadeForms;
const project = "rubric";
const scores = {
  underspecified: { value: 3, note: "No word of what is wanted" },
  false_negative: { value: 0, note: "" },
  difficulty: { value: "<15 min fix" },
  other_major_issues: { value: false },
  annotator_confidence: { value: 4 },
};

let endpoint: Server;
let reply: (body: string) => { status: number; text: string; promptTokens?: number };
const asked: string[] = [];

beforeAll(async () => {
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
  await loadDemoCorpus(await database().ctxOf("curator"));
  endpoint = createServer(async (request, response) => {
    const body = await text(request);
    asked.push(body);
    const { status, text: content, promptTokens = 7 } = reply(body);
    const message = { role: "assistant", content };
    const answer =
      status === 200 ? { choices: [{ index: 0, message, finish_reason: "stop" }] } : { error: { message: content } };
    response.writeHead(status, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        id: "1",
        object: "chat.completion",
        created: 0,
        model: "m",
        usage: { prompt_tokens: promptTokens, completion_tokens: 3, total_tokens: 10 },
        ...answer,
      }),
    );
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  const address = endpoint.address();
  const port = typeof address === "object" ? address?.port : 0;
  vi.stubEnv("ASSAY_MODEL_URL", `http://127.0.0.1:${port}/v1`);
  vi.stubEnv("ASSAY_MODEL_KEY", "the key");
  vi.stubEnv("ASSAY_LOG_LEVEL", "silent");
});

afterAll(() => new Promise((resolve) => endpoint.close(resolve)));

beforeEach(async () => {
  const ctx = await database().ctxOf("curator");
  const input = newProjectSchema.parse({
    slug: project,
    title: "Rubric",
    subject: "tasks",
    form: rubric,
    rule: "single",
  });
  const where = eq(tasks.repo, "assay-demo/larder");
  await createProject(ctx, input, { where, filter: "repo=assay-demo/larder" });
});

afterEach(async () => {
  asked.length = 0;
  await database().connection.sql`delete from review_projects`;
});

describe("pre-scores", () => {
  it("keep what the model said of each item, apart from what people say", async () => {
    const ctx = await database().ctxOf("curator");
    reply = () => ({ status: 200, text: `\`\`\`json\n${JSON.stringify(scores)}\n\`\`\`` });
    const { count } = await requestPrescores(ctx, { project, model: "judge" });
    await runAll();
    expect(count).toBe(await ctx.db.$count(reviewItems));
    expect(asked).toHaveLength(count);
    expect(asked[0]).toContain('\\"Gold patch\\"');
    expect(await findPrescores(ctx, project)).toEqual({
      models: [{ model: "judge", counts: { queued: 0, finished: count, failed: 0, cancelled: 0 } }],
      failures: [],
    });
    const [row] = await ctx.db.select().from(reviewPrescores);
    expect(row).toMatchObject({ answers: scores, promptTokens: 7, completionTokens: 3, tries: 1 });
    expect(await ctx.db.$count(reviews)).toBe(0);
    await expect(requestPrescores(ctx, { project, model: "judge" })).rejects.toThrow(/answered about every item/);
  });

  it("tell why an answer cannot be used, and are asked for again", async () => {
    const ctx = await database().ctxOf("curator");
    reply = () => ({ status: 200, text: "I cannot say." });
    const { count } = await requestPrescores(ctx, { project, model: "judge" });
    await runAll();
    const { failures } = await findPrescores(ctx, project);
    expect(failures).toMatchObject(
      [{ model: "judge", count, failure: /no JSON object/ }].map(({ failure: _, ...rest }) => rest),
    );
    expect(failures[0]?.failure).toMatch(/no JSON object/);
    reply = () => ({ status: 200, text: JSON.stringify(scores) });
    expect(await requestPrescores(ctx, { project, model: "judge" })).toEqual({ count });
    await runAll();
    expect((await findPrescores(ctx, project)).models[0]?.counts).toMatchObject({ finished: count, failed: 0 });
  });

  it("end at once where the endpoint refuses, and try again where it is busy", async () => {
    const ctx = await database().ctxOf("curator");
    reply = () => ({ status: 401, text: "wrong key" });
    await requestPrescores(ctx, { project, model: "judge" });
    await runAll();
    expect((await findPrescores(ctx, project)).failures[0]?.failure).toMatch(/The endpoint refused: 401 wrong key/);
    reply = () => ({ status: 503, text: "busy" });
    await requestPrescores(ctx, { project, model: "judge" });
    await expect(runAll()).rejects.toThrow(/busy/);
    expect((await findPrescores(ctx, project)).models[0]?.counts.queued).toBeGreaterThan(0);
    expect((await cancelPrescores(ctx, { project })).count).toBeGreaterThan(0);
    await expect(cancelPrescores(ctx, { project })).rejects.toThrow(/nothing to cancel/);
    const before = asked.length;
    await runAll();
    expect(asked).toHaveLength(before);
  });

  it("are kept without what the database cannot keep", async () => {
    const ctx = await database().ctxOf("curator");
    const note = "Sh\0or\ud800t";
    reply = () => ({
      status: 200,
      text: JSON.stringify({ ...scores, underspecified: { value: 1, note } }),
      promptTokens: 2 ** 31,
    });
    const { count } = await requestPrescores(ctx, { project, model: "judge" });
    await runAll();
    expect((await findPrescores(ctx, project)).models[0]?.counts).toMatchObject({ finished: count });
    const [row] = await ctx.db.select().from(reviewPrescores);
    expect(row).toMatchObject({ answers: { underspecified: { value: 1, note: "Shor\ufffdt" } }, promptTokens: null });
  });

  it("tell at last what the endpoint said, also in odd characters, and nothing of our own errors", async () => {
    const ctx = await database().ctxOf("curator");
    await requestPrescores(ctx, { project, model: "judge" });
    await ctx.db.update(reviewPrescores).set({ tries: 3 });
    reply = () => ({ status: 503, text: "bu\0sy" });
    await runAll();
    expect((await findPrescores(ctx, project)).failures[0]?.failure).toMatch(/^The endpoint failed: 503 busy$/);
    await requestPrescores(ctx, { project, model: "judge" });
    await ctx.db.update(reviewPrescores).set({ tries: 3 });
    reply = () => ({ status: 200, text: JSON.stringify(scores) });
    await ctx.db.execute(sql`alter table review_prescores add constraint broken check (response is null) not valid`);
    await runAll();
    await ctx.db.execute(sql`alter table review_prescores drop constraint broken`);
    const { failures } = await findPrescores(ctx, project);
    expect(failures.map(({ failure }) => failure)).toEqual([
      "Assay could not ask the model or keep its answer. The log of the worker says why.",
    ]);
  });

  it("lead to the items that people see otherwise", async () => {
    const ctx = await database().ctxOf("curator");
    reply = () => ({ status: 200, text: JSON.stringify(scores) });
    await requestPrescores(ctx, { project, model: "judge" });
    await runAll();
    expect(await listDisagreements(ctx, project)).toEqual({ total: 0, rows: [] });
    const item = await firstItem(ctx);
    await review(ctx, item);
    expect(await listDisagreements(ctx, project)).toMatchObject({
      total: 1,
      rows: [
        { itemId: item.id, people: "approved", machine: "rejected", differences: [{ one: 0, other: 3, distance: 1 }] },
      ],
    });
    expect(await listDisagreements(ctx, project, 0)).toEqual({ total: 1, rows: [] });
  });

  it("are asked for again once the task is another, and then carry the hash of what was shown", async () => {
    const ctx = await database().ctxOf("curator");
    reply = () => ({ status: 200, text: JSON.stringify(scores) });
    await requestPrescores(ctx, { project, model: "judge" });
    await runAll();
    const { id, taskId } = await firstItem(ctx);
    const contentHash = await reimport(ctx.db, taskId ?? 0);
    expect(await requestPrescores(ctx, { project, model: "judge" })).toEqual({ count: 1 });
    await runAll();
    const asked = await ctx.db.select().from(reviewPrescores).where(eq(reviewPrescores.itemId, id));
    expect(asked.find((row) => row.contentHash === contentHash)).toMatchObject({ state: "finished" });
  });

  it("are not asked about a task that became another while they waited", async () => {
    const ctx = await database().ctxOf("curator");
    await requestPrescores(ctx, { project, model: "judge" });
    const { id, taskId } = await firstItem(ctx);
    await reimport(ctx.db, taskId ?? 0);
    const [row] = await ctx.db.select().from(reviewPrescores).where(eq(reviewPrescores.itemId, id));
    await runPrescore(ctx, { prescoreId: row?.id ?? 0 }, new AbortController().signal);
    expect(asked).toEqual([]);
    expect((await findPrescores(ctx, project)).failures).toEqual([
      { model: "judge", count: 1, failure: "What was to be judged changed meanwhile. Ask again." },
    ]);
  });

  it("are compared with people by the form and the content of now alone", async () => {
    const ctx = await database().ctxOf("curator");
    reply = () => ({ status: 200, text: JSON.stringify(scores) });
    await requestPrescores(ctx, { project, model: "judge" });
    await runAll();
    const item = await firstItem(ctx);
    await review(ctx, item);
    const itemsSeen = async () => (await listDisagreements(ctx, project)).rows.map(({ itemId }) => itemId);
    expect(await itemsSeen()).toEqual([item.id]);
    const [kept] = await ctx.db.select().from(reviewProjects);
    const otherForm = await keepForm(ctx.db, reviewFormSchema.parse(approveReject), "ada");
    await ctx.db.update(reviewProjects).set({ formHash: otherForm });
    expect(await itemsSeen()).toEqual([]);
    await ctx.db.update(reviewProjects).set({ formHash: kept?.formHash ?? "" });
    await ctx.db.update(reviews).set({ formHash: otherForm });
    expect(await itemsSeen()).toEqual([]);
    await ctx.db.update(reviews).set({ formHash: kept?.formHash ?? "" });
    expect(await itemsSeen()).toEqual([item.id]);
    await reimport(ctx.db, item.taskId ?? 0);
    expect(await itemsSeen()).toEqual([]);
  });

  it("are asked for by curators", async () => {
    const ctx = await database().ctxOf("annotator");
    await expect(requestPrescores(ctx, { project, model: "judge" })).rejects.toThrow(/role curator/);
    await expect(cancelPrescores(ctx, { project })).rejects.toThrow(/role curator/);
    await expect(requestPrescores(await database().ctxOf("curator"), { project: "none", model: "m" })).rejects.toThrow(
      /no project/,
    );
  });
});

async function firstItem(ctx: Ctx): Promise<typeof reviewItems.$inferSelect> {
  const [item] = await ctx.db.select().from(reviewItems).orderBy(asc(reviewItems.position));
  if (!item) throw new Error("The project has no items");
  return item;
}

/** Somebody who does not find the item underspecified at all. */
async function review(ctx: Ctx, item: typeof reviewItems.$inferSelect): Promise<void> {
  const [found] = await ctx.db.select().from(reviewProjects);
  await ctx.db.insert(reviews).values({
    project,
    itemId: item.id,
    reviewer: "ada",
    name: "ada",
    state: "submitted",
    submittedAt: new Date(),
    answers: { ...scores, underspecified: { value: 0 } },
    formHash: found?.formHash ?? "",
    contentHash: item.contentHash,
  });
}

/** What a worker does with the jobs. */
async function runAll(): Promise<void> {
  const ctx = await database().ctxOf("admin");
  const rows = await ctx.db.select({ id: reviewPrescores.id }).from(reviewPrescores).orderBy(asc(reviewPrescores.id));
  for (const { id } of rows) await runPrescore(ctx, { prescoreId: id }, new AbortController().signal);
}
