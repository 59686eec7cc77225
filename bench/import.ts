import { join } from "node:path";
import postgres from "postgres";
import { runAssay } from "./support/command.ts";
import { copyIn, copyOut } from "./support/copy-rows.ts";
import type { BenchServer } from "./support/database.ts";
import type { Measure } from "./support/measure.ts";
import { writeImportFiles } from "./support/write-import-files.ts";

const rowCount = Number(process.env.BENCH_IMPORT_ROWS ?? 50_000);

/**
 * `assay import` of a folder of JSON Lines, start of the process and all, against COPY of the rows that came out of it,
 * into the same tables with the same indexes and triggers.
 */
export async function measureImport(server: BenchServer): Promise<Measure[]> {
  const files = join(server.home, "import");
  await writeImportFiles(files, rowCount);
  const url = await server.ensureDatabase("assay_bench_import");
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  try {
    await sql`truncate tasks, task_texts, task_search, task_facets, imports cascade`;
    await sql`checkpoint`;
    const { seconds, peakMegabytes } = await runAssay(["import", files, "--dataset", "bench"], url);
    await requireRows(sql);
    await copyOut(sql, server.home);
    const copySeconds = await copyIn(sql, server.home);
    await requireRows(sql);
    const ratio = copySeconds / seconds;
    const name = `import of ${rowCount.toLocaleString("en")} tasks`;
    return [
      {
        name,
        ours: formatRate(seconds),
        reference: `${formatRate(copySeconds)} by COPY`,
        ratio,
        goal: "≥ 0.4",
        isMet: ratio >= 0.4,
      },
      {
        name: `${name}, peak memory`,
        ours: `${Math.round(peakMegabytes)} MB`,
        reference: "",
        ratio: null,
        goal: "≤ 400 MB",
        isMet: peakMegabytes <= 400,
      },
    ];
  } finally {
    await sql.end();
  }
}

async function requireRows(sql: postgres.Sql): Promise<void> {
  const [found] = await sql<{ count: number }[]>`select count(*)::int from task_search join tasks on id = task_id`;
  if (found?.count !== rowCount) throw new Error(`${found?.count} tasks came out of ${rowCount}`);
}

function formatRate(seconds: number): string {
  return `${Math.round(rowCount / seconds).toLocaleString("en")} rows/s`;
}
