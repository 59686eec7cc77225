import { join, resolve } from "node:path";
import type postgres from "postgres";
import { systemActor } from "#lib/auth/system-actor";
import { connect, type Database } from "#lib/db/client";
import { type SampleOptions, type SampleRequest, sampleOptionsSchema } from "#lib/exports/samples/model";
import { streamSamples } from "#lib/exports/samples/stream-samples";
import { runAssay } from "./support/command.ts";
import type { BenchServer } from "./support/database.ts";
import { type Measure, median } from "./support/measure.ts";

const folder = resolve("../shared/data/trajectories");
const copies = Number(process.env.BENCH_SAMPLE_COPIES ?? 40);
const rounds = 3;

/**
 * Samples of the real trajectories, again and again with words of their own, against reading the same steps and parsing
 * their JSON; and of a quarter of them, to see that memory does not grow with their number.
 */
export async function measureSamples(server: BenchServer): Promise<Measure[]> {
  const url = await server.ensureDatabase("assay_bench_samples");
  const { sql, db, close } = connect(url, { max: 2 });
  try {
    const [found] = await sql`select 1 from trajectories limit 1`;
    if (!found) {
      await runAssay(["import-trajectories", folder, "--dataset", "bench", "--run", "quarter"], url);
      await copyTrajectories(sql);
    }
    const [size] = await sql<{ megabytes: number; count: number }[]>`
      select sum(octet_length(body)) / 1e6::float8 as megabytes, count(distinct trajectory_id)::int as count
      from trajectory_steps`;
    const { megabytes = 0, count = 0 } = size ?? {};
    const reading = await medianSeconds(() => readSteps(sql));
    const measures: Measure[] = [];
    for (const options of [
      { format: "chat", tokenizer: "characters" },
      { format: "function-text", tokenizer: "characters" },
      { format: "atif", tokenizer: "characters" },
      { format: "chat", tokenizer: "o200k_base" },
    ] as const) {
      const seconds = await medianSeconds(() => writeSamples(db, options));
      measures.push({
        name: `samples of ${count} trajectories, ${Math.round(megabytes)} MB, ${options.format} by ${options.tokenizer}`,
        ours: `${(megabytes / seconds).toFixed(1)} MB/s`,
        reference: `${(megabytes / reading).toFixed(1)} MB/s read and parsed`,
        ratio: reading / seconds,
        goal: "",
        isMet: null,
      });
    }
    return [...measures, await measureMemory(url, join(server.home, "samples.jsonl"))];
  } finally {
    await close();
  }
}

async function measureMemory(url: string, out: string): Promise<Measure> {
  const all = ["export-samples", "--dataset", "bench", "--any-verdict", "--any-decision", "--out", out];
  const small = await runAssay([...all, "--filter", "run=quarter"], url);
  const large = await runAssay(all, url);
  const ratio = large.peakMegabytes / small.peakMegabytes;
  return {
    name: "samples, peak memory",
    ours: `${Math.round(large.peakMegabytes)} MB`,
    reference: `${Math.round(small.peakMegabytes)} MB for a quarter of it`,
    ratio,
    goal: "≤ 1.25",
    isMet: ratio <= 1.25,
  };
}

/** The imported trajectories under other names, each with a word in front of what is said first, so that none is a duplicate. */
async function copyTrajectories(sql: postgres.Sql): Promise<void> {
  const rows = await sql<{ id: number }[]>`select id from trajectories order by id`;
  for (let copy = 1; copy < copies; copy++) {
    const run = copy < copies / 4 ? "quarter" : "rest";
    for (const { id } of rows) {
      await sql`
        with own as (
          insert into trajectories (dataset, instance_id, task_id, repo, record_id, run, attempt, format, scaffold, model,
            flags, steps, turns, tool_calls, errors, test_runs, content_hash)
          select dataset, instance_id || '-' || ${copy}::text, task_id, repo, record_id, ${run}, attempt, format, scaffold,
            model, flags, steps, turns, tool_calls, errors, test_runs,
            encode(sha256(convert_to(content_hash || ${copy}::text, 'UTF8')), 'hex')
          from trajectories where id = ${id} returning id),
        texts as (
          insert into trajectory_texts (trajectory_id, head, measures, outline, final_patch, problems)
          select own.id, head, measures, outline, final_patch, problems
          from trajectory_texts, own where trajectory_id = ${id})
        insert into trajectory_steps (trajectory_id, number, body)
        select own.id, number, regexp_replace(body, '"text":"', ${`"text":"Copy ${copy}. `})
        from trajectory_steps, own where trajectory_id = ${id}`;
    }
  }
  await sql`vacuum analyze`;
}

async function writeSamples(db: Database, options: Partial<SampleOptions>): Promise<void> {
  const request: SampleRequest = {
    dataset: "bench",
    filter: "",
    condition: "any",
    version: null,
    ids: null,
    options: sampleOptionsSchema.parse({ verdict: "any", ...options }),
  };
  let written = 0;
  for await (const event of streamSamples({ actor: systemActor("bench"), db }, request)) {
    if (event.kind === "line") written += event.line.length;
  }
  if (written === 0) throw new Error("No sample was written");
}

async function readSteps(sql: postgres.Sql): Promise<void> {
  let parsed = 0;
  for await (const rows of sql<{ body: string }[]>`select body from trajectory_steps`.cursor(2_000)) {
    for (const { body } of rows) if (JSON.parse(body)) parsed++;
  }
  if (parsed === 0) throw new Error("Nothing was parsed");
}

async function medianSeconds(run: () => Promise<void>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await run();
    seconds.push((performance.now() - began) / 1000);
  }
  return median(seconds);
}
