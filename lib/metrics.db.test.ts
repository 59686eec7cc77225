import { expect, it } from "vitest";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { collectMetrics } from "#lib/metrics";

const database = testDatabase();

it("the metrics count tasks by dataset and imports by state, and forget what is gone", async () => {
  const { db, sql } = database().connection;
  await insertTaskRows(db, 30);
  await sql`
    insert into imports (dataset, state, file_name, file_size_bytes, created_by)
    values ('alpha', 'running', 'x', 1, 'x'), ('alpha', 'failed', 'x', 1, 'x'), ('beta', 'failed', 'x', 1, 'x')`;
  const counts = await sql<{ dataset: string; count: number }[]>`
    select dataset, count(*)::int as count from tasks group by dataset`;
  const first = await collectMetrics(db);
  for (const { dataset, count } of counts) expect(first).toContain(`assay_tasks{dataset="${dataset}"} ${count}\n`);
  expect(first).toContain('assay_imports{state="failed"} 2\n');
  expect(first).toContain('assay_imports{state="running"} 1\n');
  expect(first).toContain("assay_process_cpu_seconds_total");
  await sql`delete from tasks where dataset = 'alpha'`;
  expect(await collectMetrics(db)).not.toContain('assay_tasks{dataset="alpha"}');
});
