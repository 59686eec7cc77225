import { describe, expect, it } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { onlyItem, readTasks } from "#lib/db/testing/read-tasks";
import { sampleRecord, sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { untilBlocked } from "#lib/db/testing/wait";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { cancelImport } from "#lib/imports/mutations";
import { findImport, listImports, listRejects } from "#lib/imports/queries";

const database = testDatabase();
const inFolder = temporaryFolder();
const broken = sampleRecord(9_999, { patch: "" });

describe("a strict import", () => {
  it("brings a file without rejects in whole", async () => {
    const row = await importStrictly("whole", sampleRecords(1_200));
    expect(row).toMatchObject({ state: "succeeded", added: 1_200, rejected: 0, position: 1_200, isStrict: true });
    expect(await readTasks(database().connection.db, "whole")).toHaveLength(1_200);
  });

  it("changes nothing of the dataset when one record is rejected, and keeps the reasons", async () => {
    const { db } = database().connection;
    await importStrictly("refused", sampleRecords(3));
    const before = await readTasks(db, "refused");
    const changed = sampleRecords(1_100, { hints_text: "new" });
    const row = await importStrictly("refused", [...changed, broken]);
    expect(row).toMatchObject({ state: "failed", added: 0, updated: 0, unchanged: 0, rejected: 1, position: 0 });
    expect(row.failure).toBe("1 record was rejected, so nothing was imported. Mend them, or import without strict.");
    expect(await readTasks(db, "refused")).toEqual(before);
    const rejects = await listRejects(await database().ctxOf("viewer"), row.id, { after: 0, limit: 10 });
    expect(rejects).toMatchObject([{ record: 1_101, field: "patch", source: JSON.stringify(broken) }]);
  });

  it("says the same when it is tried again, and does not double the reasons", async () => {
    const first = await importStrictly("repeated", [sampleRecord(1), broken]);
    const second = await importStrictly("repeated", [sampleRecord(1), broken]);
    expect(second).toMatchObject({ id: first.id, state: "failed", rejected: 1 });
    const rejects = await listRejects(await database().ctxOf("viewer"), first.id, { after: 0, limit: 10 });
    expect(rejects).toHaveLength(1);
  });

  it("keeps the reasons of every record of a large file", async () => {
    const lines = Array.from({ length: 9_000 }, (_, index) => sampleRecord(index, { patch: "" }));
    const row = await importStrictly("many", lines);
    expect(row).toMatchObject({ state: "failed", rejected: 9_000 });
    expect(row.failure).toMatch(/^9,?000 records were rejected/);
    const { sql } = database().connection;
    expect(await sql`select count(*)::int as count from import_rejects where import_id = ${row.id}`).toEqual([
      { count: 9_000 },
    ]);
  });

  it("is not begun twice over: an interrupted one starts from the beginning", async () => {
    const ctx = await database().ctxOf("curator");
    const stop = new AbortController();
    const path = await writeJsonLines(inFolder("interrupted.jsonl"), sampleRecords(2_500));
    const options = importOptionsSchema.parse({ dataset: "interrupted", isStrict: true });
    const stopped = await onlyItem(
      importPath(ctx, path, options, { signal: stop.signal, onProgress: () => stop.abort() }),
    );
    expect(stopped).toMatchObject({ state: "running", position: 0, added: 0 });
    expect(await readTasks(ctx.db, "interrupted")).toHaveLength(0);
    const row = await onlyItem(importPath(ctx, path, options, {}));
    expect(row).toMatchObject({ id: stopped.id, state: "succeeded", added: 2_500 });
  });

  it("that is cancelled ends with nothing, or has ended: never cancelled with everything in", async () => {
    const ctx = await database().ctxOf("curator");
    const { sql } = database().connection;
    const path = await writeJsonLines(inFolder("cancelled.jsonl"), sampleRecords(1_500));
    await importStrictly("cancelled", []);
    const holder = await holdTask("cancelled", "owner__name-1400");
    const running = onlyItem(
      importPath(ctx, path, importOptionsSchema.parse({ dataset: "cancelled", isStrict: true }), {}),
    );
    await untilBlocked(sql, 1);
    const [{ id = "" } = {}] = (await listImports(ctx, "cancelled")).filter(({ state }) => state === "running");
    const cancelling = cancelImport(ctx, { importId: id }).then(
      () => "cancelled",
      () => "refused",
    );
    await Promise.race([cancelling, untilBlocked(sql, 2)]);
    await holder.letGo();
    await running;
    const outcome = await cancelling;
    const count = (await readTasks(ctx.db, "cancelled")).length;
    const state = (await findImport(ctx, id))?.state;
    expect({ outcome, state, count }).toEqual(
      outcome === "cancelled"
        ? { outcome, state: "cancelled", count: 0 }
        : { outcome, state: "succeeded", count: 1_500 },
    );
  });

  it("does not hold up the import of another dataset", async () => {
    const ctx = await database().ctxOf("curator");
    const { sql } = database().connection;
    const path = await writeJsonLines(inFolder("blocking.jsonl"), sampleRecords(1_500));
    await importStrictly("blocking", []);
    const holder = await holdTask("blocking", "owner__name-1400");
    const strict = onlyItem(
      importPath(ctx, path, importOptionsSchema.parse({ dataset: "blocking", isStrict: true }), {}),
    );
    await untilBlocked(sql, 1);
    const free = onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset: "free" }), {}));
    const first = await Promise.race([free.then(() => "free"), untilBlocked(sql, 2).then(() => "blocked")]);
    await holder.letGo();
    await Promise.all([strict, free]);
    expect(first).toBe("free");
  });
});

async function importStrictly(dataset: string, records: readonly JsonObject[]) {
  const ctx = await database().ctxOf("curator");
  const path = await writeJsonLines(inFolder(`${dataset}-${records.length}.jsonl`), records);
  return onlyItem(importPath(ctx, path, importOptionsSchema.parse({ dataset, isStrict: true }), {}));
}

/** An uncommitted task of that id: who would write the same waits until it is let go. */
async function holdTask(dataset: string, instanceId: string) {
  const sql = await database().connection.sql.reserve();
  await sql`begin`;
  await sql`
    insert into tasks (dataset, instance_id, repo, patch_files, patch_hunks, patch_lines_added, patch_lines_removed,
      patch_functions, test_patch_files, test_patch_lines, fail_to_pass, pass_to_pass, issue_words, hints_words)
    values (${dataset}, ${instanceId}, 'held/held', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)`;
  return {
    async letGo() {
      await sql`rollback`;
      sql.release();
    },
  };
}
