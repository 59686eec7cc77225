import { systemActor } from "#lib/auth/system-actor";
import { connect } from "#lib/db/client";
import { loadTrajectoryListParams, trajectoryListRequest } from "#lib/trajectories/filters";
import { findHits } from "#lib/trajectories/hits";
import { listTrajectories } from "#lib/trajectories/queries";
import type { BenchServer } from "./support/database.ts";
import { fillTrajectories, stepsEach, trajectoryCount } from "./support/fill-trajectories.ts";
import { compareWithSql, type Measure, median, percentile, time } from "./support/measure.ts";

const rounds = 5;
const pageSize = 50;

/** What is typed, and the same by hand as a `tsquery`; from the most frequent words to the rarest. */
const searches = [
  ["the", "'the':*"],
  ["f", "'f':*"],
  ["file", "'file':*"],
  ["error", "'error':*"],
  ["return value", "'return' & 'value':*"],
  ["the file error", "'the' & 'file' & 'error':*"],
  ["import numpy as np", "'import' & 'numpy' & 'as' & 'np':*"],
  ['"in the"', "'in' <-> 'the'"],
  ['"pull request description"', "'pull' <-> 'request' <-> 'description'"],
  ["test_config.py", "'test' <-> 'config' <-> 'py':*"],
  ["def __init__(self", "'def' & ('init' <-> 'self':*)"],
  ["pydicom", "'pydicom':*"],
  ["sqlfluff rules", "'sqlfluff' & 'rules':*"],
  ["traceback or exception", "'traceback' | 'exception':*"],
  ["marshmallow fields", "'marshmallow' & 'fields':*"],
  ["numpy -pydicom", "'numpy'"],
  ["grep -rn", "'grep'"],
  ["instance77", "'instance77':*"],
  ["instance1234 git", "'instance1234' & 'git':*"],
  ["xylophone", "'xylophone':*"],
] as const;

/** Searches in the steps of all trajectories, with their hits and excerpts, each beside the page and count in SQL by hand. */
export async function measureTrajectorySearch(server: BenchServer): Promise<Measure[]> {
  const url = await server.ensureDatabase("assay_bench_trajectories");
  const { sql, db, close } = connect(url, { max: 2 });
  try {
    const [found] = await sql`select 1 from trajectories limit 1`;
    if (!found) await fillTrajectories(sql);
    const ctx = { actor: systemActor("bench"), db };
    const search = async (q: string) => {
      const page = await listTrajectories(ctx, { ...trajectoryListRequest(loadTrajectoryListParams(""), pageSize), q });
      const ids = page.items.map(({ id }) => id);
      return findHits(ctx, ids, q);
    };
    const bare = async (query: string) => {
      const where = sql`id in (select trajectory_id from trajectory_search where document @@ ${query}::tsquery)`;
      await sql`select * from trajectories where ${where} order by imported_at desc, id desc limit ${pageSize}`;
      await sql`select count(*) from trajectories where ${where}`;
    };
    const cases = searches.map(([q, query]) => ({ q, query, ours: [] as number[], bare: [] as number[] }));
    for (let round = 0; round <= rounds; round++) {
      for (const one of cases) {
        const [searched, raw] = [await time(() => search(one.q)), await time(() => bare(one.query))];
        if (round === 0) continue;
        one.ours.push(searched);
        one.bare.push(raw);
      }
    }
    const ours = cases.flatMap((one) => one.ours);
    const raw = cases.flatMap((one) => one.bare);
    const steps = (trajectoryCount * stepsEach).toLocaleString("en");
    const p95 = percentile(ours, 0.95);
    return [
      ...cases.map((one) => compareWithSql(`  ${one.q}`, median(one.ours), median(one.bare))),
      compareWithSql(`20 searches in ${steps} steps, p50`, median(ours), median(raw)),
      {
        ...compareWithSql(`20 searches in ${steps} steps, p95`, p95, percentile(raw, 0.95)),
        goal: "≤ 300 ms",
        isMet: p95 <= 300,
      },
    ];
  } finally {
    await close();
  }
}
