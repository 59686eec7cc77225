import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { tasks, versionContents } from "#lib/db/schema";
import { sampleRecord, sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { makeExport } from "#lib/exports/testing/make-export";
import { compareVersions } from "#lib/exports/versions/compare-versions";
import { freezeVersion } from "#lib/exports/versions/freeze-version";
import { newVersionSchema } from "#lib/exports/versions/model";
import { findVersion, listVersions } from "#lib/exports/versions/queries";
import { importSamples } from "#lib/imports/testing/import-samples";

const database = testDatabase();
const inFolder = temporaryFolder();
let ctx: Ctx;

beforeAll(async () => {
  ctx = await database().ctxOf("curator");
});

beforeEach(async () => {
  await database().connection.sql`truncate datasets, version_contents cascade`;
  await load(sampleRecords(10));
});

describe("a frozen version", () => {
  it("gives the same bytes after its tasks changed and left", async () => {
    await freeze("v1");
    const kinds = ["swebench-jsonl", "swebench-parquet", "card"];
    const before = await Promise.all(kinds.map((kind) => exportVersion("v1", kind)));
    await load([sampleRecord(3, { problem_statement: "Another text" }), sampleRecord(11)]);
    await database().connection.sql`delete from tasks where instance_id = 'owner__name-4'`;
    for (const [index, kind] of kinds.entries()) {
      const after = await exportVersion("v1", kind);
      expect(after.data.equals(before[index]?.data ?? Buffer.alloc(0))).toBe(true);
      expect(after.contents).toEqual(before[index]?.contents);
    }
    expect((await makeExport(ctx, { dataset: "d", kind: "swebench-jsonl", condition: "any" })).lines()).toHaveLength(
      10,
    );
  });

  it("is what an export of the dataset gave in the same moment", async () => {
    await ctx.db.update(tasks).set({ status: "approved" }).where(eq(tasks.instanceId, "owner__name-2"));
    await freeze("v1");
    for (const condition of ["any", "approved"] as const) {
      const live = await makeExport(ctx, { dataset: "d", kind: "swebench-jsonl", condition });
      const frozen = await makeExport(ctx, { dataset: "d", kind: "swebench-jsonl", condition, version: "v1" });
      expect(frozen.data.toString()).toBe(live.data.toString());
      expect(frozen.contents).toEqual({ ...live.contents, version: "v1" });
    }
  });

  it.each(["v\0", "", "v/1", "nine"])("has none called %j", async (name) => {
    expect(await findVersion(ctx, "d", name)).toBeUndefined();
    const order = { dataset: "d", kind: "swebench-jsonl", version: name };
    await expect(makeExport(ctx, order)).rejects.toMatchObject({ code: "not_found" });
  });

  it("takes what matches, by default what is approved, and is named once", async () => {
    await expect(freezeVersion(ctx, newVersionSchema.parse({ dataset: "d", name: "v1" }))).rejects.toThrow(
      /nothing to freeze/,
    );
    await ctx.db.update(tasks).set({ status: "approved" }).where(eq(tasks.instanceId, "owner__name-2"));
    expect(await freezeVersion(ctx, newVersionSchema.parse({ dataset: "d", name: "v1" }))).toEqual({
      name: "v1",
      taskCount: 1,
    });
    await expect(freeze("v1")).rejects.toMatchObject({ code: "conflict" });
    await freeze("v2", "q=owner__name-7");
    expect((await listVersions(ctx, "d")).map(({ name, taskCount }) => [name, taskCount])).toEqual([
      ["v2", 1],
      ["v1", 1],
    ]);
    await expect(
      makeExport(ctx, { dataset: "d", kind: "swebench-jsonl", version: "v1", filter: "language=Go" }),
    ).rejects.toThrow(/as a whole/);
  });

  it("is made by curators only, of a dataset that is there, with a plain name", async () => {
    const annotator = await database().ctxOf("annotator");
    const order = newVersionSchema.parse({ dataset: "d", name: "v1", condition: "any" });
    await expect(freezeVersion(annotator, order)).rejects.toMatchObject({ code: "forbidden" });
    await expect(freezeVersion(ctx, { ...order, dataset: "none" })).rejects.toMatchObject({ code: "not_found" });
    expect(newVersionSchema.safeParse({ ...order, name: "../v1" }).success).toBe(false);
    expect(newVersionSchema.safeParse({ ...order, name: "compare" }).success).toBe(false);
  });

  it("keeps a record once for all versions that have it", async () => {
    await freeze("v1");
    await freeze("v2");
    expect(await ctx.db.$count(versionContents)).toBe(10);
    await load([sampleRecord(1, { version: "2.0" })]);
    await freeze("v3");
    expect(await ctx.db.$count(versionContents)).toBe(11);
    const [one, two, three] = await Promise.all(["v1", "v2", "v3"].map((name) => findVersion(ctx, "d", name)));
    expect(two?.contentsSha256).toBe(one?.contentsSha256);
    expect(three?.contentsSha256).not.toBe(one?.contentsSha256);
  });

  it("can be made by two at once", async () => {
    await Promise.all([freeze("v1"), freeze("v2")]);
    expect((await listVersions(ctx, "d")).map(({ taskCount }) => taskCount)).toEqual([10, 10]);
  });
});

describe("two versions", () => {
  it("differ by what was added, dropped and changed, with the fields", async () => {
    await freeze("v1");
    await load([sampleRecord(3, { problem_statement: "Another text", hints_text: "x" }), sampleRecord(11)]);
    await database().connection.sql`delete from tasks where instance_id = 'owner__name-4'`;
    await ctx.db.update(tasks).set({ status: "approved" }).where(eq(tasks.instanceId, "owner__name-5"));
    await freeze("v2");
    const found = await compare("v1", "v2");
    expect(found).toEqual({
      counts: { added: 1, dropped: 1, changed: 2, unchanged: 7 },
      changes: [
        { instanceId: "owner__name-11", kind: "added", fields: [] },
        { instanceId: "owner__name-3", kind: "changed", fields: ["problem_statement", "hints_text"] },
        { instanceId: "owner__name-4", kind: "dropped", fields: [] },
        { instanceId: "owner__name-5", kind: "changed", fields: ["status"] },
      ],
      nextAfter: null,
    });
    const back = await compare("v2", "v1");
    expect(back.changes.map(({ kind }) => kind)).toEqual(["dropped", "changed", "added", "changed"]);
    expect((await compare("v1", "v1")).changes).toEqual([]);
  });

  it("are compared a page at a time, of one kind where that is asked for", async () => {
    await freeze("v1", "q=owner__name-1");
    await freeze("v2");
    const sides = await idsOf("v1", "v2");
    const first = await compareVersions(ctx, sides, { kind: "added", after: null, limit: 4 });
    expect(first.changes).toHaveLength(4);
    const rest = await compareVersions(ctx, sides, { kind: "added", after: first.nextAfter, limit: 10 });
    expect(rest.nextAfter).toBeNull();
    expect(new Set([...first.changes, ...rest.changes].map(({ instanceId }) => instanceId)).size).toBe(
      first.counts.added,
    );
    expect((await compareVersions(ctx, sides, { kind: "changed", after: null, limit: 4 })).changes).toEqual([]);
  });
});

async function load(records: ReturnType<typeof sampleRecords>): Promise<void> {
  await importSamples(ctx, inFolder(`${crypto.randomUUID()}.jsonl`), records, "d");
}

function freeze(name: string, filter = "") {
  return freezeVersion(ctx, newVersionSchema.parse({ dataset: "d", name, filter, condition: "any" }));
}

function exportVersion(version: string, kind: string) {
  return makeExport(ctx, { dataset: "d", kind, condition: "any", version });
}

async function idsOf(from: string, to: string) {
  const [one, other] = [await findVersion(ctx, "d", from), await findVersion(ctx, "d", to)];
  return { from: one?.id ?? "", to: other?.id ?? "" };
}

async function compare(from: string, to: string) {
  return compareVersions(ctx, await idsOf(from, to), { kind: null, after: null, limit: 100 });
}
