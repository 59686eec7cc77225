import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { tasks } from "#lib/db/schema";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";

/** A dataset's short name that no other test uses. */
export function newSlug(name: string): string {
  return `${name}-${crypto.randomUUID().slice(0, 8)}`;
}

/** A SWE-bench row that can be imported as it is. */
export function taskRow(number: number, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    repo: "example/widgets",
    instance_id: `example__widgets-${number}`,
    base_commit: "0123456789abcdef0123456789abcdef01234567",
    patch: patchOf(`src/part-${number}.py`, number),
    test_patch: patchOf(`tests/test_part_${number}.py`, number),
    problem_statement: `Widget ${number} is bent\n\nIt should be straight.`,
    hints_text: "",
    created_at: new Date(Date.UTC(2024, 0, 1) + number * 86_400_000).toISOString().replace(".000Z", "Z"),
    version: "1.0",
    FAIL_TO_PASS: [`tests/test_part_${number}.py::test_straight`],
    PASS_TO_PASS: [],
    ...change,
  };
}

/** A patch that changes one line of a file. */
export function patchOf(path: string, number = 1): string {
  return [
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    "@@ -1,2 +1,2 @@",
    " # A part",
    `-bend = ${number}`,
    "+bend = 0",
    "",
  ].join("\n");
}

export function toJsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** Imports rows into a dataset and gives the number of each task by its instance id. */
export async function importRows(ctx: Ctx, dataset: string, rows: readonly unknown[]): Promise<Map<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), "assay-e2e-rows-"));
  try {
    const path = join(folder, "rows.jsonl");
    await writeFile(path, toJsonLines(rows));
    await importFile(ctx, dataset, path);
  } finally {
    await rm(folder, { recursive: true });
  }
  return taskIds(ctx, dataset);
}

/** Imports a file into a dataset; every record of it must become a task. */
export async function importFile(ctx: Ctx, dataset: string, path: string): Promise<void> {
  for await (const row of importPath(ctx, path, importOptionsSchema.parse({ dataset }), {})) {
    if (row.state !== "succeeded" || row.rejected > 0)
      throw new Error(`${row.fileName}: ${row.state}, ${row.rejected} rejected, ${row.failure}`);
  }
}

export async function taskIds({ db }: Ctx, dataset: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ instanceId: tasks.instanceId, id: tasks.id })
    .from(tasks)
    .where(eq(tasks.dataset, dataset));
  return new Map(rows.map(({ instanceId, id }) => [instanceId, id]));
}
