import { desc, eq, like } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { auditEvents, exportChunks, exports } from "#lib/db/schema";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { type ExportOrder, exportOrderSchema } from "#lib/exports/model";
import { cancelExport, requestExport, retryExport } from "#lib/exports/mutations";
import { findExport, listExports, manifestOf, openExportFile } from "#lib/exports/queries";
import { runExportJob } from "#lib/exports/run-export";
import { importSamples } from "#lib/imports/testing/import-samples";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { sweep } from "#lib/jobs/sweep";

const database = testDatabase({ asOwn: true });
const inFolder = temporaryFolder();
const noSignal = new AbortController().signal;
let curator: Ctx;
let viewer: Ctx;

beforeAll(async () => {
  curator = await database().ctxOf("curator");
  viewer = await database().ctxOf("viewer");
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
  await importSamples(curator, inFolder("d.jsonl"), sampleRecords(30), "d");
});

beforeEach(async () => {
  await database().connection.sql`truncate exports cascade`;
});

describe("an export", () => {
  it("is asked for, made, and downloaded by a viewer with its manifest", async () => {
    const id = await request();
    expect(await stateOf(id)).toMatchObject({ state: "queued", done: 0, total: null, files: null });
    await runExportJob(curator, { exportId: id }, noSignal);
    const row = await stateOf(id);
    expect(row).toMatchObject({ state: "finished", done: 30, total: 30, createdBy: curator.actor.name });
    const manifest = row && manifestOf(row);
    expect(manifest).toMatchObject({ kind: "swebench-jsonl", createdBy: curator.actor.name, condition: "any" });
    expect(manifest?.application).toMatch(/^assay \d/);
    expect((await textOf(id, "d.jsonl")).split("\n")).toHaveLength(31);
    expect(await listExports(viewer, "d")).toHaveLength(1);
    await expect(textOf(id, "other.jsonl")).rejects.toMatchObject({ code: "not_found" });
  });

  it("is listed, a part at a time, the newest first", async () => {
    const [first, second, third] = [await request(), await request(), await request()];
    const idsOf = async (listing: Parameters<typeof listExports>[2]) =>
      (await listExports(viewer, "d", listing)).map(({ id }) => id);
    expect(await idsOf({})).toEqual([third, second, first]);
    expect(await idsOf({ limit: 2 })).toEqual([third, second]);
    expect(await idsOf({ before: second })).toEqual([first]);
    expect(await idsOf({ before: "nonsense" })).toEqual([third, second, first]);
    expect(await idsOf({ versionId: crypto.randomUUID() })).toEqual([]);
  });

  it("may be asked for, cancelled and made again by curators only", async () => {
    const annotator = await database().ctxOf("annotator");
    const id = await request();
    await expect(requestExport(annotator, order())).rejects.toMatchObject({ code: "forbidden" });
    await expect(cancelExport(annotator, { exportId: id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(retryExport(annotator, { exportId: id })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is told in the audit log", async () => {
    const id = await request();
    await cancelExport(curator, { exportId: id });
    await retryExport(curator, { exportId: id });
    const events = await curator.db
      .select({ event: auditEvents.event })
      .from(auditEvents)
      .where(like(auditEvents.subject, `export:${id}`))
      .orderBy(desc(auditEvents.id));
    expect(events.map(({ event }) => event)).toEqual(["export.retried", "export.cancelled", "export.requested"]);
  });

  it("that was delivered twice is made once", async () => {
    const id = await request();
    await runExportJob(curator, { exportId: id }, noSignal);
    const before = await stateOf(id);
    await runExportJob(curator, { exportId: id }, noSignal);
    expect(await stateOf(id)).toEqual(before);
  });

  it("in another worker's hands is left to it", async () => {
    const id = await request();
    const both = await Promise.allSettled([
      runExportJob(curator, { exportId: id }, noSignal),
      runExportJob(curator, { exportId: id }, noSignal),
    ]);
    expect(both.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await stateOf(id)).toMatchObject({ state: "finished" });
    expect((await textOf(id, "d.jsonl")).trimEnd().split("\n")).toHaveLength(30);
  });

  it("of a worker that died starts anew", async () => {
    const id = await request();
    await curator.db.update(exports).set({ state: "running", claimId: crypto.randomUUID(), done: 12, total: 30 });
    await curator.db.insert(exportChunks).values([
      { exportId: id, file: "d.jsonl", seq: 0, bytes: Buffer.from("half\n") },
      { exportId: id, file: "d.jsonl", seq: 1, bytes: Buffer.from("half\n") },
    ]);
    await runExportJob(curator, { exportId: id }, noSignal);
    expect(await stateOf(id)).toMatchObject({ state: "finished", done: 30 });
    expect(await textOf(id, "d.jsonl")).not.toContain("half");
  });

  it("that a stopping worker lays down stays for the next one", async () => {
    const id = await request();
    await expect(runExportJob(curator, { exportId: id }, AbortSignal.abort())).rejects.toThrow();
    expect(await stateOf(id)).toMatchObject({ state: "running", failure: null });
    await runExportJob(curator, { exportId: id }, noSignal);
    expect(await stateOf(id)).toMatchObject({ state: "finished" });
  });

  it("that was cancelled while it ran leaves no bytes and stays cancelled", async () => {
    const id = await request();
    const { sql } = database().connection;
    // Somebody cancels in the moment in which it says how far it is.
    await sql`create function cancel_export() returns trigger language plpgsql as $$
      begin new.state = 'cancelled'; return new; end $$`;
    await sql`create trigger cancel_export before update on exports for each row
      when (old.state = 'running' and new.total is not null) execute function cancel_export()`;
    await runExportJob(curator, { exportId: id }, noSignal);
    await sql`drop function cancel_export cascade`;
    expect(await stateOf(id)).toMatchObject({ state: "cancelled", files: null });
    expect(await curator.db.$count(exportChunks, eq(exportChunks.exportId, id))).toBe(0);
  });

  it("that was cancelled is not made, and can be asked for again", async () => {
    const id = await request();
    await cancelExport(curator, { exportId: id });
    await expect(cancelExport(curator, { exportId: id })).rejects.toMatchObject({ code: "conflict" });
    await runExportJob(curator, { exportId: id }, noSignal);
    expect(await stateOf(id)).toMatchObject({ state: "cancelled", files: null });
    await expect(textOf(id, "d.jsonl")).rejects.toMatchObject({ code: "conflict" });
    await retryExport(curator, { exportId: id });
    await expect(retryExport(curator, { exportId: id })).rejects.toMatchObject({ code: "conflict" });
    await runExportJob(curator, { exportId: id }, noSignal);
    expect(await stateOf(id)).toMatchObject({ state: "finished" });
  });

  it("that cannot be made says why and is not tried again by itself", async () => {
    const id = await request();
    await curator.db.update(exports).set({ options: { tests: "none" } });
    await runExportJob(curator, { exportId: id }, noSignal);
    expect(await stateOf(id)).toMatchObject({ state: "failed", failure: expect.stringContaining("tests:") });
  });

  it("that broke off keeps no bytes of what it had written", async () => {
    const id = await request();
    const { sql } = database().connection;
    await sql`create function refuse_hashes() returns trigger language plpgsql as $$
      begin raise 'no space left'; end $$`;
    await sql`create trigger refuse_hashes before insert on export_chunks for each row
      when (new.file = 'content-hashes.tsv') execute function refuse_hashes()`;
    await expect(runExportJob(curator, { exportId: id }, noSignal)).rejects.toThrow();
    await sql`drop function refuse_hashes cascade`;
    expect(await stateOf(id)).toMatchObject({ state: "failed", failure: expect.stringMatching(/error of the server/) });
    expect(await curator.db.$count(exportChunks, eq(exportChunks.exportId, id))).toBe(0);
  });

  it("names in its manifest the program that made it, and when it was made, whenever it was asked for", async () => {
    const id = await request();
    await runExportJob(curator, { exportId: id }, noSignal);
    const past = new Date("2020-01-01T00:00:00Z");
    await curator.db.update(exports).set({ createdAt: past, finishedAt: past, application: "assay 0.0.1" });
    const old = await stateOf(id);
    expect(old && manifestOf(old)).toMatchObject({ createdAt: past.toISOString(), application: "assay 0.0.1" });
    await curator.db.update(exports).set({ expiredAt: past });
    await retryExport(curator, { exportId: id });
    await runExportJob(curator, { exportId: id }, noSignal);
    const anew = await stateOf(id);
    expect(anew).toMatchObject({ createdAt: past, application: expect.not.stringMatching("0.0.1") });
    expect(anew && manifestOf(anew)?.createdAt).toBe(anew?.finishedAt?.toISOString());
  });

  it("loses its files when it is old, keeps its hashes, and can be made again", async () => {
    const [old, young] = [await request(), await request()];
    for (const exportId of [old, young]) await runExportJob(curator, { exportId }, noSignal);
    const long = new Date(Date.now() - 40 * 86_400_000);
    await curator.db.update(exports).set({ finishedAt: long }).where(eq(exports.id, old));
    await sweep(curator);
    expect(await stateOf(old)).toMatchObject({ state: "finished", expiredAt: expect.any(Date), files: [{}, {}, {}] });
    expect(await stateOf(young)).toMatchObject({ expiredAt: null });
    expect(await curator.db.$count(exportChunks, eq(exportChunks.exportId, old))).toBe(0);
    await expect(textOf(old, "d.jsonl")).rejects.toThrow(/dropped because it is old/);
    await retryExport(curator, { exportId: old });
    await runExportJob(curator, { exportId: old }, noSignal);
    expect(await textOf(old, "d.jsonl")).toBe(await textOf(young, "d.jsonl"));
  });
});

function order(): ReturnType<typeof exportOrderSchema.parse> {
  const asked: ExportOrder = { dataset: "d", kind: "swebench-jsonl", condition: "any" };
  return exportOrderSchema.parse(asked);
}

function request(): Promise<string> {
  return requestExport(curator, order());
}

function stateOf(id: string) {
  return findExport(viewer, id);
}

async function textOf(id: string, file: string): Promise<string> {
  const { bytes } = await openExportFile(viewer, id, file);
  return Buffer.concat(await Array.fromAsync(bytes)).toString("utf8");
}
