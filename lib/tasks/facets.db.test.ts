import { inArray } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { noValue, type TaskFacetKey, taskFacetKeys, taskRangeKeys } from "#lib/core/task/list";
import { tasks } from "#lib/db/schema";
import { insertTaskRows, type StoredTask } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { countTaskFacets, countTaskHistogram } from "#lib/tasks/facets";
import { loadTaskListParams, taskFilters, taskListRequest } from "#lib/tasks/filters";
import type { TaskFilters } from "#lib/tasks/model";
import { countTasks, listTasks } from "#lib/tasks/queries";
import { suggestDrops } from "#lib/tasks/suggestions";

const database = testDatabase();
let rows: StoredTask[];

beforeAll(async () => {
  rows = await insertTaskRows(database().connection.db, 300);
});

const filters = [
  "",
  "?dataset=alpha",
  "?dataset=alpha,gamma",
  "?repo=owner/repo1,owner/repo2",
  "?language=Go",
  "?language=none",
  "?language=none,Rust",
  "?status=validated,approved",
  "?difficulty=<15 min fix,none",
  "?year=2020",
  "?year=none,2021",
  "?year=2020,nonsense,99999999999",
  "?year=0",
  "?dataset=&language=,Go",
  "?repo=' or 1=1 --",
  "?dataset=alpha&repo=owner/repo1&language=Python&status=imported",
  ...taskRangeKeys.flatMap((key) => [
    `?${key}Min=2`,
    `?${key}Max=1`,
    `?${key}Min=1&${key}Max=3`,
    `?${key}Min=3&${key}Max=1`,
  ]),
  "?patchLinesMin=-99999999999&patchLinesMax=99999999999",
  "?patchFilesMin=2&passToPassMax=200&issueWordsMin=50&patchFunctionsMax=1",
  "?dataset=beta&language=Go,none&year=2019,2020&patchLinesMax=30&failToPassMin=1",
].map((search) => ({ search, filters: taskFilters(loadTaskListParams(encode(search))) }));

describe.each(filters)("the filters $search", ({ filters }) => {
  it("list and count what a look at every row finds", async () => {
    const ctx = await database().ctxOf("viewer");
    const expected = rows.filter((row) => matches(row, filters));
    const request = { ...taskListRequest(loadTaskListParams(""), 500), ...filters };
    const { items, total } = await listTasks(ctx, request);
    expect(items.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    expect(total).toEqual({ count: expected.length, exact: true });
    expect(await countTasks(ctx, filters, { exact: true })).toEqual(total);
  });

  it("leave the facet counts that a look at every row finds, each without its own filter", async () => {
    const facets = await countTaskFacets(await database().ctxOf("viewer"), filters);
    for (const key of taskFacetKeys) {
      const others = { ...filters, facets: { ...filters.facets, [key]: [] } };
      const expected = countValues(
        rows.filter((row) => matches(row, others)),
        key,
      );
      expect(new Map(facets[key].map(({ value, count }) => [value, count])), key).toEqual(expected);
      const counts = facets[key].map(({ count }) => count);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    }
  });

  it("leave histograms whose bins hold every task once", async () => {
    const ctx = await database().ctxOf("viewer");
    for (const key of taskRangeKeys) {
      const others = { ...filters, ranges: { ...filters.ranges, [key]: { min: null, max: null } } };
      const values = rows.filter((row) => matches(row, others)).map((row) => row[key]);
      const bins = await countTaskHistogram(ctx, filters, key);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      for (const [index, { from, to, count }] of bins.entries()) {
        expect(values.filter((value) => value >= from && value <= to)).toHaveLength(count);
        expect(from).toBeLessThanOrEqual(to);
        expect(from).toBeGreaterThan(bins[index - 1]?.to ?? -1);
      }
    }
  });
});

describe("a facet", () => {
  it.each(["?repo=owner/nought", "?repo=owner/nought&patchLinesMin=0"])(
    "takes a language called 0 for one, and the empty one for none, in %s",
    async (search) => {
      const { db } = database().connection;
      const [row] = rows;
      if (!row) throw new Error("There are no rows");
      const { id: _, year: __, patchLines: ___, ...columns } = row;
      const languages = ["0", "", null];
      const added = await db
        .insert(tasks)
        .values(languages.map((language, n) => ({ ...columns, instanceId: `n-${n}`, repo: "owner/nought", language })))
        .returning({ id: tasks.id });
      const { language } = await countTaskFacets(
        await database().ctxOf("viewer"),
        taskFilters(loadTaskListParams(search)),
      );
      const ids = added.map(({ id }) => id);
      await db.delete(tasks).where(inArray(tasks.id, ids));
      expect(language).toEqual([
        { value: noValue, count: 2 },
        { value: "0", count: 1 },
      ]);
    },
  );
});

describe("suggestDrops", () => {
  it("says which filter to drop, the one that helps most first", async () => {
    const ctx = await database().ctxOf("viewer");
    const none = taskFilters(loadTaskListParams("?repo=no/such&patchFilesMin=1"));
    expect(await suggestDrops(ctx, none)).toMatchObject([
      { filter: { key: "repo" }, total: { count: 300, exact: true } },
    ]);
    const both = taskFilters(loadTaskListParams("?language=Go&patchLinesMin=9999"));
    const go = rows.filter(({ language }) => language === "Go").length;
    expect(await suggestDrops(ctx, both)).toMatchObject([{ filter: { key: "patchLines" }, total: { count: go } }]);
    expect(await suggestDrops(ctx, taskFilters(loadTaskListParams("?repo=no/such&dataset=no")))).toEqual([]);
  });
});

describe("a count", () => {
  it("stops at ten thousand where it would have to look at every task, unless it is asked to be exact", async () => {
    const ctx = await database().ctxOf("viewer");
    const { sql } = database().connection;
    await sql`insert into datasets (slug, title) values ('many', 'many')`;
    await sql`
      insert into tasks (dataset, instance_id, repo, patch_files, patch_hunks, patch_lines_added, patch_lines_removed,
        patch_functions, test_patch_files, test_patch_lines, fail_to_pass, pass_to_pass, issue_words, hints_words)
      select 'many', 'many-' || n, 'many/many', 50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 from generate_series(1, 10001) n`;
    const ranged = taskFilters(loadTaskListParams("?patchFilesMin=50"));
    expect(await countTasks(ctx, ranged, { exact: false })).toEqual({ count: 10_000, exact: false });
    expect(await countTasks(ctx, ranged, { exact: true })).toEqual({ count: 10_001, exact: true });
    expect(await listTasks(ctx, { ...taskListRequest(loadTaskListParams(""), 5), ...ranged })).toMatchObject({
      total: { count: 10_000, exact: false },
    });
    const faceted = taskFilters(loadTaskListParams("?dataset=many"));
    expect(await countTasks(ctx, faceted, { exact: false })).toEqual({ count: 10_001, exact: true });
    await sql`delete from tasks where id = (select max(id) from tasks where dataset = 'many')`;
    expect(await countTasks(ctx, ranged, { exact: false })).toEqual({ count: 10_000, exact: true });
    await sql`delete from tasks where dataset = 'many'`;
  });
});

function matches(row: StoredTask, { facets, ranges }: TaskFilters): boolean {
  const hasFacets = taskFacetKeys.every(
    (key) => facets[key].length === 0 || facets[key].includes(facetValue(row, key)),
  );
  return (
    hasFacets &&
    taskRangeKeys.every((key) => row[key] >= (ranges[key].min ?? -1) && row[key] <= (ranges[key].max ?? Infinity))
  );
}

function facetValue(row: StoredTask, key: TaskFacetKey): string {
  return String(row[key] ?? noValue);
}

function countValues(tasks: readonly StoredTask[], key: TaskFacetKey): Map<string, number> {
  const groups = Map.groupBy(tasks, (task) => facetValue(task, key));
  return new Map([...groups].map(([value, members]) => [value, members.length]));
}

function encode(search: string): string {
  return search.replaceAll("<", "%3C").replaceAll(" ", "%20").replaceAll("'", "%27");
}
