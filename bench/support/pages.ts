import type { Browser } from "@playwright/test";
import postgres from "postgres";
import { launchBrowser } from "./browser.ts";
import { runAssay } from "./command.ts";
import type { BenchServer } from "./database.ts";
import { realFiles } from "./real-files.ts";
import { type BenchWeb, createToken, startBenchWeb } from "./web.ts";

export interface BenchPages {
  readonly web: BenchWeb;
  readonly token: string;
  readonly browser: Browser;
  readonly largest: { readonly id: number; readonly patch: string };
}

/** The production build over the real tasks, a browser, and the task with the largest patch. */
export async function withPages<T>(server: BenchServer, use: (pages: BenchPages) => Promise<T>): Promise<T> {
  const url = await server.ensureDatabase("assay_bench_pages");
  for (const { dataset, path } of realFiles) await runAssay(["import", path, "--dataset", dataset], url);
  const largest = await findLargest(url);
  const web = await startBenchWeb(server.home, url);
  try {
    const browser = await launchBrowser(server.home);
    try {
      return await use({ web, token: await createToken(url), browser, largest });
    } finally {
      await browser.close();
    }
  } finally {
    await web.stop();
  }
}

async function findLargest(url: string): Promise<BenchPages["largest"]> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<BenchPages["largest"][]>`
      select task_id as id, patch from task_texts order by char_length(patch) desc limit 1`;
    if (!row) throw new Error("There is no task");
    return row;
  } finally {
    await sql.end();
  }
}
