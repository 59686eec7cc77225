import { beforeAll, describe, expect, it } from "vitest";
import { type TrajectorySortKey, trajectorySortKeys } from "#lib/core/trajectory/list";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectoryListRows, type StoredTrajectory } from "#lib/db/testing/trajectory-list-rows";
import { formatCursor } from "#lib/lists/cursor";
import { loadTrajectoryListParams, trajectoryFilters, trajectoryListRequest } from "#lib/trajectories/filters";
import type { TrajectoryOrder } from "#lib/trajectories/list-model";
import { walkedTrajectories } from "#lib/trajectories/pages";
import { listTrajectories, listTrajectoryRows } from "#lib/trajectories/queries";

const pageSize = 40;

const database = testDatabase();
let rows: StoredTrajectory[];

beforeAll(async () => {
  const inserted = await insertTrajectoryListRows(database().connection.db, 200);
  rows = inserted.filter(({ parentId }) => parentId === null);
  expect(rows.length).toBeLessThan(inserted.length);
});

const orders = trajectorySortKeys.flatMap((sort) =>
  (["asc", "desc"] as const).map((dir): TrajectoryOrder => ({ sort, dir })),
);

describe.each([
  { search: "", isKept: () => true },
  { search: "?dataset=alpha,beta", isKept: (row: StoredTrajectory) => row.dataset !== "gamma" },
  {
    search: "?model=none,maker/model1&turnsMin=3",
    isKept: (row: StoredTrajectory) => (row.model ?? "maker/model1") === "maker/model1" && row.turns >= 3,
  },
])("a list of $search", ({ search, isKept }) => {
  it.each(orders)("by $sort $dir shows every row once, in order, forwards and back", async (order) => {
    const expected = sorted(rows.filter(isKept), order).map(({ id }) => id);
    const pages: number[][] = [];
    let last = await page(order, null, search);
    expect(last.total).toEqual({ count: expected.length, exact: true });
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

describe("a page", () => {
  it("without rows leads nowhere", async () => {
    expect(await page({ sort: "turns", dir: "asc" }, null, "?repo=no/such")).toEqual({
      items: [],
      nextCursor: null,
      previousCursor: null,
      total: { count: 0, exact: true },
    });
  });

  it.each([
    ["nonsense", "nonsense"],
    ["one of another order", formatCursor({ sort: "turns", dir: "asc", value: "5", id: 5, toward: "next" })],
    ["no number", formatCursor({ sort: "costUsd", dir: "desc", value: "abc", id: 5, toward: "next" })],
    ["a number that is none", formatCursor({ sort: "costUsd", dir: "desc", value: "NaN", id: 5, toward: "next" })],
    ["a number too large", formatCursor({ sort: "costUsd", dir: "desc", value: "1e+999", id: 5, toward: "next" })],
  ])("starts at the beginning for a cursor that is %s", async (_what, cursor) => {
    const order = { sort: "costUsd", dir: "desc" } as const;
    expect((await page(order, cursor)).items).toEqual((await page(order, null)).items);
  });

  it.each(["9223372036854775808", "-9223372036854775809", "1.5", ""])(
    "starts at the beginning for %s tokens",
    async (value) => {
      const order = { sort: "tokens", dir: "desc" } as const;
      const cursor = formatCursor({ ...order, value, id: 5, toward: "next" });
      expect((await page(order, cursor)).items).toEqual((await page(order, null)).items);
    },
  );

  it("shows no sub-agent", async () => {
    const request = trajectoryListRequest(loadTrajectoryListParams(""), 500);
    const { items } = await listTrajectories(await database().ctxOf("viewer"), request);
    expect(items.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  });
});

describe("rows chosen by hand", () => {
  it("are those that match too", async () => {
    const chosen = rows.filter(({ id }) => id % 2 === 0);
    const request = trajectoryListRequest(loadTrajectoryListParams("?dataset=alpha&sort=turns&dir=asc"), 500);
    const ids = chosen.map(({ id }) => id);
    const { items } = await listTrajectoryRows(await database().ctxOf("viewer"), { ...request, ids });
    const expected = sorted(
      chosen.filter(({ dataset }) => dataset === "alpha"),
      request,
    );
    expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });
});

describe("matches on both sides of more rows than are walked", () => {
  beforeAll(async () => {
    await database().connection.sql`
      insert into trajectories (dataset, instance_id, record_id, format, flags, steps, turns, tool_calls, errors, test_runs,
        content_hash)
      select 'gamma', 'many-' || n, (select min(id) from trajectory_records), 'atif', '{}', 1, 15, 1, 1, 1, 'many-' || n
      from generate_series(1, ${walkedTrajectories + 1}::int) n`;
  });

  it.each(["asc", "desc"] as const)("are found going %s", async (dir) => {
    const order = { sort: "turns", dir } as const;
    const filters = trajectoryFilters(loadTrajectoryListParams("?scaffold=openhands"));
    const expected = sorted(
      rows.filter(({ scaffold }) => scaffold === "openhands"),
      order,
    );
    expect(expected.some(({ turns }) => turns < 15) && expected.some(({ turns }) => turns > 15)).toBe(true);
    const ctx = await database().ctxOf("viewer");
    const { items } = await listTrajectories(ctx, { ...filters, ...order, cursor: null, limit: 500 });
    expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it("are counted to a cap, unless all are asked for", async () => {
    const request = trajectoryListRequest(loadTrajectoryListParams("?dataset=gamma"), 1);
    const { total } = await listTrajectories(await database().ctxOf("viewer"), request);
    expect(total).toEqual({ count: 10_000, exact: false });
  });
});

async function page(order: TrajectoryOrder, cursor: string | null, search = "") {
  const filters = trajectoryFilters(loadTrajectoryListParams(search));
  return listTrajectories(await database().ctxOf("viewer"), { ...filters, ...order, limit: pageSize, cursor });
}

/** By brute force: nulls first, ties by id, all of it turned around for `desc`. */
function sorted(list: readonly StoredTrajectory[], { sort, dir }: TrajectoryOrder): StoredTrajectory[] {
  const sign = dir === "asc" ? 1 : -1;
  return list.toSorted((a, b) => {
    const [left, right] = [sortValue(a, sort), sortValue(b, sort)];
    return sign * (left < right ? -1 : left > right ? 1 : a.id - b.id);
  });
}

function sortValue(row: StoredTrajectory, sort: TrajectorySortKey): string | number {
  const value = row[sort];
  if (value instanceof Date) return value.getTime();
  return value ?? (isText(sort) ? "" : -1);
}

function isText(sort: TrajectorySortKey): boolean {
  return ["model", "scaffold", "verdict", "exitStatus"].includes(sort);
}
