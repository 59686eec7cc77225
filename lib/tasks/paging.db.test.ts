import { beforeAll, describe, expect, it } from "vitest";
import { type TaskSortKey, taskSortKeys } from "#lib/core/task/list";
import { difficulties } from "#lib/core/task/model";
import { insertTaskRows, type StoredTask } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { formatCursor } from "#lib/lists/cursor";
import { listTaskBatches } from "#lib/tasks/batches";
import { loadTaskListParams, taskFilters, taskListRequest } from "#lib/tasks/filters";
import type { TaskOrder } from "#lib/tasks/model";
import { rareMatches, walkedRows } from "#lib/tasks/pages";
import { findNeighbours, listTaskRows, listTasks } from "#lib/tasks/queries";

const pageSize = 325;

const database = testDatabase();
let rows: StoredTask[];

beforeAll(async () => {
  rows = await insertTaskRows(database().connection.db, 1_300);
});

const orders = taskSortKeys.flatMap((sort) => (["asc", "desc"] as const).map((dir): TaskOrder => ({ sort, dir })));

const all = { search: "", isKept: () => true };
const frequent = { search: "?passToPassMin=20", isKept: (row: StoredTask) => row.passToPass >= 20 };
const rare = {
  search: "?language=Go,none&patchLinesMin=3",
  isKept: (row: StoredTask) => (row.language ?? "Go") === "Go" && row.patchLines >= 3,
};

describe.each([
  { way: "walked, for want of filters", ...all },
  { way: "walked, for matches are frequent", ...frequent },
  { way: "collected, for matches are rare", ...rare },
])("a list whose pages are $way", ({ search, isKept }) => {
  it("has as many tasks as that takes", async () => {
    const { total } = await page({ sort: "createdAt", dir: "desc" }, null, search);
    expect(total).toEqual({ count: rows.filter(isKept).length, exact: true });
    expect(total.count <= rareMatches).toBe(search === rare.search);
    expect(total.count).toBeGreaterThan(pageSize);
  });

  it.each(orders)("by $sort $dir shows every row once, in order, forwards and back", async (order) => {
    const expected = sorted(rows.filter(isKept), order).map(({ id }) => id);
    const pages: number[][] = [];
    let last = await page(order, null, search);
    for (;;) {
      pages.push(last.items.map(({ id }) => id));
      if (!last.nextCursor) break;
      last = await page(order, last.nextCursor, search);
    }
    expect(pages.flat()).toEqual(expected);
    const back: number[][] = [];
    for (let at = last; at.previousCursor; ) {
      at = await page(order, at.previousCursor, search);
      back.unshift(at.items.map(({ id }) => id));
    }
    expect(back).toEqual(pages.slice(0, -1));
  });
});

describe.each(orders)("the list by $sort $dir", (order) => {
  it("and the neighbours of its tasks agree, under filters too", async () => {
    const ctx = await database().ctxOf("viewer");
    const filters = taskFilters(loadTaskListParams(rare.search));
    const expected = sorted(rows.filter(rare.isKept), order).map(({ id }) => id);
    for (const at of [0, 1, 2, Math.floor(expected.length / 2), expected.length - 2, expected.length - 1]) {
      expect(await findNeighbours(ctx, expected[at] ?? 0, { ...filters, ...order })).toEqual({
        previous: expected[at - 1] ?? null,
        next: expected[at + 1] ?? null,
      });
    }
  });
});

describe.each([
  { sort: "createdAt", search: "?year=2019,2021", isKept: (row: StoredTask) => row.year === 2019 || row.year === 2021 },
  { sort: "createdAt", search: "?year=none,2020", isKept: (row: StoredTask) => (row.year ?? 2020) === 2020 },
  { sort: "createdAt", search: "?year=none", isKept: (row: StoredTask) => row.year === null },
  { sort: "createdAt", search: "?year=no", isKept: () => false },
  { sort: "dataset", search: "?dataset=alpha,gamma", isKept: (row: StoredTask) => row.dataset !== "beta" },
  { sort: "language", search: "?language=Rust,none", isKept: (row: StoredTask) => (row.language ?? "Rust") === "Rust" },
  {
    sort: "difficulty",
    search: "?difficulty=none,1-4%20hours",
    isKept: (row: StoredTask) => (row.difficulty ?? "1-4 hours") === "1-4 hours",
  },
  {
    sort: "patchLines",
    search: "?patchLinesMin=7&patchLinesMax=12",
    isKept: (row: StoredTask) => row.patchLines >= 7 && row.patchLines <= 12,
  },
] as const)("a list by $sort, of $search", ({ sort, search, isKept }) => {
  it.each(["asc", "desc"] as const)("is walked %s from one end of the filter to the other", async (dir) => {
    const filters = taskFilters(loadTaskListParams(search));
    const found = await Array.fromAsync(
      listTaskBatches(await database().ctxOf("viewer"), { ...filters, sort, dir }, null),
    );
    expect(found.flat().map(({ id }) => id)).toEqual(sorted(rows.filter(isKept), { sort, dir }).map(({ id }) => id));
  });
});

describe("a page", () => {
  it("without rows leads nowhere", async () => {
    const ctx = await database().ctxOf("viewer");
    const request = taskListRequest(loadTaskListParams("?repo=no/such"), 10);
    expect(await listTasks(ctx, request)).toEqual({
      items: [],
      nextCursor: null,
      previousCursor: null,
      total: { count: 0, exact: true },
    });
  });

  it("that holds exactly the rest has no next", async () => {
    const ctx = await database().ctxOf("viewer");
    const request = taskListRequest(loadTaskListParams(""), rows.length);
    expect(await listTasks(ctx, request)).toMatchObject({ nextCursor: null, previousCursor: null });
    expect((await listTasks(ctx, { ...request, limit: rows.length - 1 })).nextCursor).not.toBeNull();
  });

  it.each([
    ["no cursor", "nonsense"],
    ["one of another order", formatCursor({ sort: "repo", dir: "asc", value: "owner/repo1", id: 5, toward: "next" })],
    [
      "a value that is no number",
      formatCursor({ sort: "patchLines", dir: "desc", value: "abc", id: 5, toward: "next" }),
    ],
    ["an empty value", formatCursor({ sort: "patchLines", dir: "desc", value: "", id: 5, toward: "next" })],
    [
      "a value beyond an integer",
      formatCursor({ sort: "patchLines", dir: "desc", value: "9999999999", id: 5, toward: "next" }),
    ],
    [
      "an id beyond an integer",
      formatCursor({ sort: "patchLines", dir: "desc", value: "5", id: 2 ** 40, toward: "next" }),
    ],
    ["a NUL", formatCursor({ sort: "patchLines", dir: "desc", value: "\0", id: 5, toward: "next" })],
  ])("starts at the beginning for a cursor that is %s", async (_what, cursor) => {
    const order = { sort: "patchLines", dir: "desc" } as const;
    expect((await page(order, cursor)).items).toEqual((await page(order, null)).items);
  });

  it.each([
    ["no time", "yesterday-ish"],
    ["a NUL", "\0"],
  ])("starts at the beginning for a time that is %s", async (_what, value) => {
    const order = { sort: "createdAt", dir: "desc" } as const;
    const cursor = formatCursor({ ...order, value, id: 5, toward: "next" });
    expect((await page(order, cursor)).items).toEqual((await page(order, null)).items);
  });
});

describe("findNeighbours", () => {
  it.each([0, -1, 999_999])("of a task that is not there (%i) are none", async (id) => {
    const ctx = await database().ctxOf("viewer");
    const request = taskListRequest(loadTaskListParams(""), 1);
    expect(await findNeighbours(ctx, id, request)).toEqual({ previous: null, next: null });
  });
});

describe("matches on both sides of more rows than are walked", () => {
  const between = 250;
  const search = "?language=Rust";
  const isKept = (row: StoredTask) => row.language === "Rust";

  beforeAll(async () => {
    const { sql } = database().connection;
    await sql`insert into datasets (slug, title) values ('many', 'many')`;
    await sql`
      insert into tasks (dataset, instance_id, repo, patch_files, patch_hunks, patch_lines_added, patch_lines_removed,
        patch_functions, test_patch_files, test_patch_lines, fail_to_pass, pass_to_pass, issue_words, hints_words)
      select 'many', 'many-' || n, 'many/many', 1, 1, 1, 1, 1, 1, 1, 1, ${between}::int, 1, 1
      from generate_series(1, ${walkedRows + 1}::int) n`;
  });

  it.each(["asc", "desc"] as const)("are found going %s", async (dir) => {
    const ctx = await database().ctxOf("viewer");
    const order = { sort: "passToPass", dir } as const;
    const filters = taskFilters(loadTaskListParams(search));
    const expected = sorted(rows.filter(isKept), order);
    const ids = expected.map(({ id }) => id);
    const { items } = await listTaskRows(ctx, { ...filters, ...order, ids: null, cursor: null, limit: 500 });
    expect(items.map(({ id }) => id)).toEqual(ids);
    const after = expected.findIndex(({ passToPass }) => (dir === "asc" ? passToPass > between : passToPass < between));
    expect(after).toBeGreaterThan(0);
    const [before, behind] = [ids[after - 1] ?? 0, ids[after] ?? 0];
    expect(await findNeighbours(ctx, before, { ...filters, ...order })).toMatchObject({ next: behind });
    expect(await findNeighbours(ctx, behind, { ...filters, ...order })).toMatchObject({ previous: before });
  });

  it("are found among chosen ids", async () => {
    const order = { sort: "passToPass", dir: "asc" } as const;
    const filters = taskFilters(loadTaskListParams(search));
    const chosen = rows.filter(({ id }) => id % 2 === 0);
    const found = await Array.fromAsync(
      listTaskBatches(
        await database().ctxOf("viewer"),
        { ...filters, ...order },
        chosen.map(({ id }) => id),
      ),
    );
    expect(found.flat().map(({ id }) => id)).toEqual(sorted(chosen.filter(isKept), order).map(({ id }) => id));
  });
});

async function page(order: TaskOrder, cursor: string | null, search = "") {
  const filters = taskFilters(loadTaskListParams(search));
  return listTasks(await database().ctxOf("viewer"), { ...filters, ...order, limit: pageSize, cursor });
}

/** By brute force: nulls first, ties by id, all of it turned around for `desc`. */
function sorted(tasks: readonly StoredTask[], { sort, dir }: TaskOrder): StoredTask[] {
  const sign = dir === "asc" ? 1 : -1;
  return tasks.toSorted((a, b) => {
    const [left, right] = [sortValue(a, sort), sortValue(b, sort)];
    return sign * (left < right ? -1 : left > right ? 1 : a.id - b.id);
  });
}

function sortValue(task: StoredTask, sort: TaskSortKey): string | number {
  if (sort === "createdAt") return task.createdAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (sort === "difficulty") return task.difficulty === null ? -1 : difficulties.indexOf(task.difficulty);
  return task[sort] ?? "";
}
