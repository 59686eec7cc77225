import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type postgres from "postgres";
import { systemActor } from "#lib/auth/system-actor";
import type { PolicyId } from "#lib/core/grading/policies";
import { parseLog } from "#lib/core/test-log/parse-log";
import { repoOfInstance } from "#lib/core/test-log/repo-parsers";
import { connect } from "#lib/db/client";
import { regrade } from "#lib/runs/regrade";
import { runAssay } from "./support/command.ts";
import type { BenchServer } from "./support/database.ts";
import { fillRuns } from "./support/fill-runs.ts";
import { type Measure, median } from "./support/measure.ts";
import { realFiles } from "./support/real-files.ts";

const logFolder = resolve("../shared/data/logs");
const rounds = 5;

/** Regrading stored runs against reading or writing their rows in SQL, and reading logs against splitting them into lines. */
export async function measureGrading(server: BenchServer): Promise<Measure[]> {
  const url = await server.ensureDatabase("assay_bench_grading");
  const { sql, db, close } = connect(url, { max: 2 });
  try {
    const [found] = await sql`select 1 from runs limit 1`;
    if (!found) {
      for (const { dataset, path } of realFiles) await runAssay(["import", path, "--dataset", dataset], url);
      await fillRuns(sql);
    }
    const ctx = { actor: systemActor("bench"), db };
    const scope = { dataset: "verified" };
    const change = (policy: PolicyId, isApplied: boolean) => regrade(ctx, { scope, policy, isApplied });
    await change("swebench-5", true);
    const told = await measureRate("verdicts told", () => change("swebench-4", false), {
      name: "rows read by SQL",
      run: () => readRows(sql),
    });
    const policies: readonly PolicyId[] = ["swebench-4", "swebench-5"];
    let turn = 0;
    const written = await measureRate("verdicts written", () => change(policies[turn++ % 2] ?? "skywork", true), {
      name: "rows read and written by SQL",
      run: async () => [await readRows(sql), await writeRows(sql)],
    });
    return [told, written, measureLogs()];
  } finally {
    await close();
  }
}

interface Reference {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

/** Both in turn, round after round, after one round that does not count. */
async function measureRate(
  name: string,
  run: () => Promise<{ readonly runs: number; readonly changed: number }>,
  reference: Reference,
): Promise<Measure> {
  const ours: number[] = [];
  const bare: number[] = [];
  let runs = 0;
  let changed = 0;
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now();
    ({ runs, changed } = await run());
    const between = performance.now();
    await reference.run();
    if (round === 0) continue;
    ours.push(between - began);
    bare.push(performance.now() - between);
  }
  if (changed === 0) throw new Error("Regrading changed nothing, so nothing was measured");
  const perSecond = (times: readonly number[]) => (runs / median(times)) * 1_000;
  return {
    name: `${name}, ${runs.toLocaleString("en")} runs, ${changed.toLocaleString("en")} of them changed`,
    ours: `${formatRate(perSecond(ours))} (${spread(ours)})`,
    reference: `${formatRate(perSecond(bare))} ${reference.name} (${spread(bare)})`,
    ratio: perSecond(ours) / perSecond(bare),
    goal: "≥ 10,000/s",
    isMet: perSecond(ours) >= 10_000,
  };
}

function readRows(sql: postgres.Sql) {
  return sql`
    select id, kind, resolution, failure_class, reason, fail_to_pass_statuses, pass_to_pass_statuses, other_passed, log_facts
    from runs where resolution is not null`;
}

/** As many rows as regrading writes, with what they hold already. */
function writeRows(sql: postgres.Sql) {
  return sql`
    update runs set resolution = resolution, failure_class = failure_class, reason = reason
    where resolution is not null and fail_to_pass_statuses like '%S%'`;
}

interface RealLog {
  readonly text: string;
  readonly repo: string | null;
}

function measureLogs(): Measure {
  const logs = readLogs();
  const megabytes = logs.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const ours: number[] = [];
  const bare: number[] = [];
  let tests = 0;
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now();
    tests = logs.reduce((sum, { text, repo }) => sum + parseLog(text, { repo }).tests.size, 0);
    const between = performance.now();
    const lines = logs.reduce((sum, { text }) => sum + text.split("\n").length, 0);
    if (lines < tests) throw new Error("There are more tests than lines");
    if (round === 0) continue;
    ours.push(between - began);
    bare.push(performance.now() - between);
  }
  const rate = (times: readonly number[]) => megabytes / (median(times) / 1_000);
  return {
    name: `log parsing, ${logs.length} logs, ${tests.toLocaleString("en")} tests`,
    ours: `${rate(ours).toFixed(1)} MB/s (${spread(ours)})`,
    reference: `${rate(bare).toFixed(0)} MB/s split into lines (${spread(bare)})`,
    ratio: rate(ours) / rate(bare),
    goal: "",
    isMet: null,
  };
}

function readLogs(): RealLog[] {
  return readdirSync(logFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".log") || name.endsWith("test_output.txt"))
    .map((name) => {
      const instanceId = /([^/]+?)(?:\.gold\.eval\.log|\/test_output\.txt)$/.exec(name)?.[1] ?? "";
      return { text: readFileSync(join(logFolder, name), "utf8"), repo: repoOfInstance(instanceId) };
    });
}

function formatRate(perSecond: number): string {
  return `${Math.round(perSecond).toLocaleString("en")}/s`;
}

/** The fastest and the slowest round, in milliseconds. */
function spread(times: readonly number[]): string {
  return `${Math.round(Math.min(...times))}–${Math.round(Math.max(...times))} ms`;
}
