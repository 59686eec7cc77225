import { beforeAll, describe, expect, it } from "vitest";
import { type TaskSortKey, taskSortKeys } from "#lib/core/task/list";
import { difficulties } from "#lib/core/task/model";
import { insertTaskRows, type StoredTask } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { formatCursor } from "#lib/tasks/cursor";
import { loadTaskListParams, taskFilters, taskListRequest } from "#lib/tasks/filters";
import type { TaskOrder } from "#lib/tasks/model";
import { findNeighbours, listTasks } from "#lib/tasks/queries";

const database = testDatabase();
let rows: StoredTask[];

beforeAll(async () => {
  rows = await insertTaskRows(database().connection.db, 230);
});

const orders = taskSortKeys.flatMap((sort) => (["asc", "desc"] as const).map((dir): TaskOrder => ({ sort, dir })));

describe.each(orders)("the list by $sort $dir", (order) => {
  it("visits every row once, in order, forwards and back", async () => {
    const expected = sorted(rows, order).map(({ id }) => id);
    const pages: number[][] = [];
    let last = await page(order, null);
    for (;;) {
      pages.push(last.items.map(({ id }) => id));
      if (!last.nextCursor) break;
      last = await page(order, last.nextCursor);
    }
    expect(pages.flat()).toEqual(expected);
    const back: number[][] = [];
    for (let at = last; at.previousCursor; ) {
      at = await page(order, at.previousCursor);
      back.unshift(at.items.map(({ id }) => id));
    }
    expect(back).toEqual(pages.slice(0, -1));
  });

  it("and the neighbours of its tasks agree, under filters too", async () => {
    const ctx = await database().ctxOf("viewer");
    const filters = taskFilters(loadTaskListParams("?language=Go,none&patchLinesMin=3"));
    const kept = rows.filter((row) => (row.language ?? "Go") === "Go" && row.patchLines >= 3);
    const expected = sorted(kept, order).map(({ id }) => id);
    for (const at of [0, 1, 2, Math.floor(expected.length / 2), expected.length - 2, expected.length - 1]) {
      expect(await findNeighbours(ctx, expected[at] ?? 0, { ...filters, ...order })).toEqual({
        previous: expected[at - 1] ?? null,
        next: expected[at + 1] ?? null,
      });
    }
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
    const request = taskListRequest(loadTaskListParams(""), 230);
    expect(await listTasks(ctx, request)).toMatchObject({ nextCursor: null, previousCursor: null });
    expect((await listTasks(ctx, { ...request, limit: 229 })).nextCursor).not.toBeNull();
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

async function page(order: TaskOrder, cursor: string | null) {
  const filters = taskFilters(loadTaskListParams(""));
  return listTasks(await database().ctxOf("viewer"), { ...filters, ...order, limit: 37, cursor });
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
