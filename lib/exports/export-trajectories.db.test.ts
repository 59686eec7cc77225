import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectoryListRows, type StoredTrajectory } from "#lib/db/testing/trajectory-list-rows";
import { exportTrajectories } from "#lib/exports/export-trajectories";
import { loadTrajectoryListParams, trajectoryFilters } from "#lib/trajectories/filters";

const database = testDatabase();
let rows: StoredTrajectory[];

beforeAll(async () => {
  const inserted = await insertTrajectoryListRows(database().connection.db, 1_200);
  rows = inserted.filter(({ parentId }) => parentId === null).toSorted((a, b) => a.turns - b.turns || a.id - b.id);
});

it("JSONL has all that the list knows of what matches, in its order", async () => {
  const lines = (await textOf("jsonl", "?dataset=alpha,beta")).trimEnd().split("\n");
  const expected = rows.filter(({ dataset }) => dataset !== "gamma");
  expect(expected.length).toBeGreaterThan(500);
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(expected.map(({ id }) => id));
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    dataset: expected[0]?.dataset,
    flags: expected[0]?.flags,
    importedAt: expected[0]?.importedAt.toISOString(),
  });
});

it("CSV has the columns asked for", async () => {
  const lines = (await textOf("csv", "?dataset=alpha")).split("\r\n");
  const expected = rows.filter(({ dataset }) => dataset === "alpha");
  expect(lines[0]).toBe("Turns,Flags,Cost,Imported");
  expect(lines.slice(1, -1)).toEqual(
    expected.map((row) => [row.turns, row.flags.join(" "), row.costUsd ?? "", row.importedAt.toISOString()].join(",")),
  );
});

it("gives only the trajectories asked for", async () => {
  const ids = rows.slice(0, 3).map(({ id }) => id);
  const lines = (await textOf("jsonl", "", ids)).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(ids);
  expect(await textOf("jsonl", "", [])).toBe("");
});

async function textOf(format: "jsonl" | "csv", search: string, ids: readonly number[] | null = null): Promise<string> {
  const filters = { ...trajectoryFilters(loadTrajectoryListParams(search)), sort: "turns", dir: "asc" } as const;
  const columns = ["turns", "flags", "costUsd", "importedAt"] as const;
  const parts = exportTrajectories(await database().ctxOf("viewer"), { format, filters, ids, columns });
  return Buffer.concat(await Array.fromAsync(parts)).toString();
}
