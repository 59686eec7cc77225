import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type ImportState, importStates } from "#lib/core/import-state";
import { auditEvents, imports } from "#lib/db/schema";
import { sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { ensureDataset } from "#lib/imports/ensure-dataset";
import { importOptionsSchema } from "#lib/imports/model";
import { beginUpload, cancelImport, finishUpload, openImport, startImport } from "#lib/imports/mutations";
import { previewImport } from "#lib/imports/preview-import";
import { findImport } from "#lib/imports/queries";
import { runImport } from "#lib/imports/run-import";
import { dropUpload, storeUpload } from "#lib/imports/uploads";
import { createBoss, prepareQueues } from "#lib/jobs/queue";

const database = testDatabase({ asOwn: true });
const inFolder = temporaryFolder();
const options = importOptionsSchema.parse({ dataset: "d" });
const file = { name: "tasks.jsonl", sizeBytes: 3, hash: "00" };
const someId = "00000000-0000-4000-8000-000000000000";

describe.each(["viewer", "annotator"] as const)("every mutation is refused to a %s", (role) => {
  it.each([
    ["ensureDataset", (ctx: TestCtx) => ensureDataset(ctx, { slug: "d" })],
    ["openImport", (ctx: TestCtx) => openImport(ctx, file, options)],
    ["beginUpload", (ctx: TestCtx) => beginUpload(ctx, file, options)],
    ["storeUpload", (ctx: TestCtx) => storeUpload(ctx, someId, bytes("x"))],
    ["finishUpload", (ctx: TestCtx) => finishUpload(ctx, someId, file)],
    ["dropUpload", (ctx: TestCtx) => dropUpload(ctx, someId, "no")],
    ["startImport", (ctx: TestCtx) => startImport(ctx, { importId: someId })],
    ["cancelImport", (ctx: TestCtx) => cancelImport(ctx, { importId: someId })],
    ["runImport", (ctx: TestCtx) => runImport(ctx, someId, "nowhere")],
    ["previewImport", (ctx: TestCtx) => previewImport(ctx, "nowhere", options)],
  ])("%s", async (_name, mutate) => {
    const ctx = await database().ctxOf(role);
    await expect(mutate(ctx)).rejects.toMatchObject({ code: "forbidden" });
    expect(await ctx.db.$count(imports)).toBe(0);
  });
});

describe("startImport", () => {
  const startable: readonly ImportState[] = ["previewed", "failed", "cancelled"];

  it.each(importStates)("of one that is %s", async (state) => {
    const ctx = await ctxWithQueues();
    const importId = await uploadAs(state);
    const started = startImport(ctx, { importId });
    if (!startable.includes(state)) return expect(started).rejects.toMatchObject({ code: "conflict" });
    await started;
    expect(await findImport(ctx, importId)).toMatchObject({ state: "queued", failure: null, finishedAt: null });
    const events = await ctx.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, `import:${importId}`));
    expect(events).toContainEqual(expect.objectContaining({ event: "import.started", actor: ctx.actor.name }));
  });

  it("is refused when the file is gone", async () => {
    const ctx = await ctxWithQueues();
    const importId = await uploadAs("failed");
    await database().connection.sql`delete from upload_chunks where import_id = ${importId}`;
    await expect(startImport(ctx, { importId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused when only a part of the file arrived", async () => {
    const ctx = await ctxWithQueues();
    const importId = await beginUpload(ctx, file, options);
    await storeUpload(ctx, importId, bytes("the first half"));
    await cancelImport(ctx, { importId });
    await expect(startImport(ctx, { importId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("lets one of two at once win", async () => {
    const ctx = await ctxWithQueues();
    const importId = await uploadAs("previewed");
    const outcomes = await Promise.allSettled([startImport(ctx, { importId }), startImport(ctx, { importId })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("cancelImport", () => {
  it.each(importStates)("of one that is %s", async (state) => {
    const ctx = await ctxWithQueues();
    const importId = await uploadAs(state);
    const cancelled = cancelImport(ctx, { importId });
    if (["succeeded", "failed", "cancelled"].includes(state)) {
      await expect(cancelled).rejects.toMatchObject({ code: "conflict" });
      return expect(await findImport(ctx, importId)).toMatchObject({ state });
    }
    await cancelled;
    expect(await findImport(ctx, importId)).toMatchObject({ state: "cancelled", finishedAt: expect.any(Date) });
  });

  it("lets one of two at once win", async () => {
    const ctx = await ctxWithQueues();
    const importId = await uploadAs("running");
    const outcomes = await Promise.allSettled([cancelImport(ctx, { importId }), cancelImport(ctx, { importId })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("finishUpload", () => {
  it("is refused when the upload was cancelled meanwhile", async () => {
    const ctx = await ctxWithQueues();
    const importId = await uploadAs("cancelled");
    await expect(finishUpload(ctx, importId, file)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("runImport", () => {
  it("fails for an import that is not there", async () => {
    const ctx = await database().ctxOf("curator");
    const path = await writeJsonLines(inFolder("none.jsonl"), sampleRecords(1));
    await expect(runImport(ctx, someId, path)).rejects.toMatchObject({ code: "not_found" });
  });

  it("fails for a file that is not there, and says so in the import", async () => {
    const ctx = await database().ctxOf("curator");
    const id = await openImport(ctx, { ...file, hash: "gone" }, options);
    await expect(runImport(ctx, id, inFolder("gone.jsonl"))).rejects.toThrow(/ENOENT/);
    expect(await findImport(ctx, id)).toMatchObject({ state: "failed", failure: expect.stringContaining("server") });
  });
});

type TestCtx = Awaited<ReturnType<ReturnType<typeof database>["ctxOf"]>>;

let queues: Promise<void> | undefined;

async function ctxWithQueues(): Promise<TestCtx> {
  queues ??= makeQueues();
  await queues;
  return database().ctxOf("curator");
}

async function makeQueues(): Promise<void> {
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
}

/** An import whose file was uploaded whole, in any state. */
async function uploadAs(state: ImportState): Promise<string> {
  const ctx = await database().ctxOf("curator");
  const importId = await beginUpload(ctx, file, options);
  await storeUpload(ctx, importId, bytes("whole"));
  await ctx.db.update(imports).set({ state, fileHash: "abc" }).where(eq(imports.id, importId));
  return importId;
}

async function* bytes(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
