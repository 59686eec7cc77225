import { expect, it } from "vitest";
import { findDataset, listDatasets } from "#lib/datasets/queries";
import { datasets } from "#lib/db/schema";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";

const database = testDatabase();

it("lists the datasets by name with what they hold, empty ones too", async () => {
  const ctx = await database().ctxOf("viewer");
  const stored = await insertTaskRows(ctx.db, 60);
  await ctx.db.insert(datasets).values({ slug: "aaa-empty", title: "Nothing yet" });
  const rows = await listDatasets(ctx);
  expect(rows.map(({ slug }) => slug)).toEqual(["aaa-empty", "alpha", "beta", "gamma"]);
  for (const { slug, taskCount, repoCount } of rows) {
    const own = stored.filter((task) => task.dataset === slug);
    expect({ slug, taskCount, repoCount }).toEqual({
      slug,
      taskCount: own.length,
      repoCount: new Set(own.map((task) => task.repo)).size,
    });
  }
});

it("finds one by its slug, or says that there is none", async () => {
  const ctx = await database().ctxOf("viewer");
  await ctx.db.insert(datasets).values({ slug: "one", title: "One" });
  expect(await findDataset(ctx, "one")).toMatchObject({ title: "One", taskCount: 0, lastImportAt: null });
  expect(await findDataset(ctx, "none")).toBeUndefined();
});
