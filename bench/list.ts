import postgres from "postgres";
import { combinations } from "./support/combinations.ts";
import { runAssay } from "./support/command.ts";
import type { BenchServer } from "./support/database.ts";
import { fillMillion, taskCount } from "./support/fill-million.ts";
import { compareWithSql, formatTable, type Measure, median, percentile, time } from "./support/measure.ts";
import { addressPage } from "./support/page-address.ts";
import { realFiles } from "./support/real-files.ts";
import { type BenchWeb, createToken, startBenchWeb } from "./support/web.ts";

const pageRounds = 7;
const facetRounds = 3;
const memoryRequests = 1_000;

/** Pages, facets and histograms of a million tasks through HTTP with a token, each beside SQL written by hand. */
export async function measureList(server: BenchServer): Promise<Measure[]> {
  const url = await server.ensureDatabase("assay_bench_list");
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { statement_timeout: 600_000 } });
  try {
    await fillOnce(sql, url);
    const web = await startBenchWeb(server.home, url);
    try {
      const ask = asker(web, await createToken(url));
      const pages = await measurePages(sql, ask);
      process.stderr.write(`${formatTable(pages)}\n`);
      return [...pages, ...(await measureFacets(sql, ask)), await measureMemory(web, ask)];
    } finally {
      await web.stop();
    }
  } finally {
    await sql.end();
  }
}

async function fillOnce(sql: postgres.Sql, url: string): Promise<void> {
  const [found] = await sql<{ count: number }[]>`select count(*)::int from tasks`;
  if (found?.count === taskCount) return;
  if (found?.count) throw new Error("The database for the list is half filled: drop it");
  for (const { dataset, path } of realFiles) await runAssay(["import", path, "--dataset", dataset], url);
  await fillMillion(sql);
}

type Ask = (path: string) => Promise<unknown>;

function asker({ origin }: BenchWeb, token: string): Ask {
  return async (path) => {
    const answer = await fetch(`${origin}/api/v1/tasks${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(60_000),
    });
    const body = await answer.json();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
    return body;
  };
}

/** Each of the twenty in turn, round after round, so that none of them is asked twice in a row. */
async function measurePages(sql: postgres.Sql, ask: Ask): Promise<Measure[]> {
  const cases = [];
  for (const combination of combinations) {
    cases.push({
      name: combination.name,
      ...(await addressPage(sql, combination)),
      ours: [] as number[],
      bare: [] as number[],
    });
  }
  for (let round = 0; round <= pageRounds; round++) {
    for (const { query, pageSql, countSql, ours, bare } of cases) {
      const [http, raw] = [
        await time(() => ask(`?${query}`)),
        await time(async () => [await sql.unsafe(pageSql), await sql.unsafe(countSql)]),
      ];
      if (round === 0) continue;
      ours.push(http);
      bare.push(raw);
    }
  }
  const ours = cases.flatMap((entry) => entry.ours);
  const bare = cases.flatMap((entry) => entry.bare);
  const [p95, bare95] = [percentile(ours, 0.95), percentile(bare, 0.95)];
  return [
    ...cases.map((entry) => compareWithSql(`  ${entry.name}`, median(entry.ours), median(entry.bare))),
    compareWithSql("list of 20 combinations, p50", median(ours), median(bare)),
    {
      ...compareWithSql("list of 20 combinations, p95", p95, bare95),
      goal: "≤ 100 ms, ≤ 2×",
      isMet: p95 <= 100 && p95 <= 2 * bare95,
    },
  ];
}

const facetCases = [
  { name: "no filter", query: "", where: "true" },
  { name: "a facet", query: "language=python", where: "language = 'python'" },
  { name: "a broad range", query: "patchLinesMin=5&patchLinesMax=50", where: "patch_lines between 5 and 50" },
  {
    name: "a common word",
    query: "q=error",
    where: "id in (select task_id from task_search where document @@ to_tsquery('simple', 'error:*'))",
  },
];

async function measureFacets(sql: postgres.Sql, ask: Ask): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const { name, query, where } of facetCases) {
    const facetSql = `select dataset, repo, language, status, stage, difficulty, year, count(*) from tasks where ${where}
      group by grouping sets ((dataset), (repo), (language), (status), (stage), (difficulty), (year))`;
    const histogramSql = `select width_bucket(patch_lines, 0, 1000, 20), count(*) from tasks where ${where} group by 1`;
    for (const [what, path, reference] of [
      ["facets", "/facets", facetSql],
      ["histogram", "/histograms/patchLines", histogramSql],
    ] as const) {
      const ours = median(await repeat(() => ask(`${path}?${query}`)));
      const bare = median(await repeat(() => sql.unsafe(reference)));
      measures.push({ ...compareWithSql(`${what}, ${name}`, ours, bare), goal: "≤ 400 ms", isMet: ours <= 400 });
    }
  }
  return measures;
}

/** After a warm-up of as many requests again, so that caches and the compiler have settled. */
async function measureMemory(web: BenchWeb, ask: Ask): Promise<Measure> {
  const requestMany = async () => {
    for (let index = 0; index < memoryRequests; index++) await ask(`?${combinations[index % 16]?.query}`);
    return web.memoryMegabytes();
  };
  const [before, after] = [await requestMany(), await requestMany()];
  return {
    name: "memory of the web server after 2,000 requests",
    ours: `${Math.round(after)} MB`,
    reference: `${Math.round(before)} MB after 1,000`,
    ratio: after / before,
    goal: "≤ 1.1×",
    isMet: after <= before * 1.1,
  };
}

async function repeat(run: () => Promise<unknown>): Promise<number[]> {
  await run();
  const times: number[] = [];
  for (let round = 0; round < facetRounds; round++) times.push(await time(run));
  return times;
}
