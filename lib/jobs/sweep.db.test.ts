import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { imports, rateLimits, uploadChunks } from "#lib/db/schema";
import { testDatabase } from "#lib/db/testing/test-database";
import { importOptionsSchema } from "#lib/imports/model";
import { beginUpload } from "#lib/imports/mutations";
import { storeUpload } from "#lib/imports/uploads";
import { sweep } from "#lib/jobs/sweep";

const database = testDatabase();

it("ends uploads that broke off a day ago, and leaves the others alone", async () => {
  const ctx = await database().ctxOf("curator");
  const [old, young] = [await upload(), await upload()];
  await ctx.db
    .update(imports)
    .set({ createdAt: daysAgo(2) })
    .where(eq(imports.id, old));
  await sweep(ctx);
  expect(await stateOf(old)).toMatchObject({ state: "failed", failure: expect.stringContaining("Send it again") });
  expect(await stateOf(young)).toMatchObject({ state: "uploading", failure: null });
});

it("drops the bytes of uploads that ended, or waited unread, for more than a week", async () => {
  const ctx = await database().ctxOf("curator");
  const [ended, waiting, recent] = [await upload(), await upload(), await upload()];
  await ctx.db
    .update(imports)
    .set({ state: "succeeded", finishedAt: daysAgo(8) })
    .where(eq(imports.id, ended));
  await ctx.db
    .update(imports)
    .set({ state: "previewed", createdAt: daysAgo(8) })
    .where(eq(imports.id, waiting));
  await ctx.db
    .update(imports)
    .set({ state: "previewed", createdAt: daysAgo(6) })
    .where(eq(imports.id, recent));
  await sweep(ctx);
  expect([await chunksOf(ended), await chunksOf(waiting), await chunksOf(recent)]).toEqual([0, 0, 1]);
});

it("forgets the rate limits that are over", async () => {
  const ctx = await database().ctxOf("curator");
  const now = Date.now();
  await ctx.db.insert(rateLimits).values([
    { key: "over", points: 1, expire: now - 1_000 },
    { key: "holds", points: 1, expire: now + 60_000 },
  ]);
  await sweep(ctx);
  expect(await ctx.db.select({ key: rateLimits.key }).from(rateLimits)).toEqual([{ key: "holds" }]);
});

async function upload(): Promise<string> {
  const ctx = await database().ctxOf("curator");
  const options = importOptionsSchema.parse({ dataset: "swept" });
  const id = await beginUpload(ctx, { name: "tasks.jsonl", sizeBytes: 1 }, options);
  await storeUpload(ctx, id, Readable.from([Buffer.from("x")]));
  return id;
}

function daysAgo(days: number) {
  return sql`now() - make_interval(days => ${days})`;
}

async function stateOf(id: string) {
  const [row] = await database().connection.db.select().from(imports).where(eq(imports.id, id));
  return row;
}

async function chunksOf(id: string) {
  return database().connection.db.$count(uploadChunks, eq(uploadChunks.importId, id));
}
