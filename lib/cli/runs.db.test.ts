import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { batchTasks, predictionSets, runBatches, runs, workers } from "#lib/db/schema";
import { type CliResult, runCli, startCli } from "#lib/db/testing/run-cli";
import { sampleRecords } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { until } from "#lib/db/testing/wait";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { harnessInstance, writeHarnessFolder } from "#lib/predictions/testing/harness-folder";
import { importRecords } from "#lib/predictions/testing/import-records";

const database = testDatabase();
const inFolder = temporaryFolder();
const dataset = "typed";

beforeAll(async () => {
  const ctx = await database().ctxOf("curator");
  await importRecords(ctx, { dataset, path: inFolder("tasks.jsonl"), records: sampleRecords(4) });
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
});

describe("assay validate", () => {
  it("asks for the runs, and ends at once", async () => {
    const ids = "owner__name-1, owner__name-2";
    const result = await assay([
      "validate",
      "--dataset",
      dataset,
      "--ids",
      ids,
      "--repeat",
      "2",
      "--priority",
      "-5",
      "--json",
    ]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const { batchId } = JSON.parse(result.stdout);
    const [batch] = await database().connection.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch).toMatchObject({ kind: "validation", taskCount: 2, repeats: 2, priority: -5, policy: "skywork" });
    expect(await database().connection.db.$count(runs, eq(runs.batchId, batchId))).toBe(8);
  });

  it("takes the address of a task list for a filter", async () => {
    const filter = "/tasks?q=Issue+3&sort=repo&cols=repo";
    const result = await assay(["validate", "--dataset", dataset, "--filter", filter, "--json"]);
    const { batchId } = JSON.parse(result.stdout);
    const [batch] = await database().connection.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch).toMatchObject({ taskCount: 1, filter: `q=Issue+3&dataset=${dataset}` });
  });

  it("says that no worker is alive, and waits no longer than it was told to", async () => {
    const result = await assay(["validate", "--dataset", dataset, "--wait", "--patience", "0", "--json"]);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^0 of 4 tasks ended, 0 running, no worker is alive\n/);
    expect(result.stderr).toMatch(
      /Stopped waiting after 0 s: no worker is alive\. The batch \S+ begins when one starts\./,
    );
    expect(JSON.parse(result.stdout)).toMatchObject({ state: "queued", counts: { queued: 4 } });
  });

  it.each([
    ["0 where every task came to its end", "finished", 0],
    ["1 where the machinery failed at one", "failed", 1],
  ] as const)("waits for the end and exits with %s", async (_what, state, code) => {
    const { db } = database().connection;
    await keepWorker();
    const started = startAssay(["validate", "--dataset", dataset, "--ids", "owner__name-1", "--wait"]);
    const batchId = await newestQueued("owner__name-1");
    const ended = { state, outcome: state === "finished" ? "accepted" : null, reason: "So it went." } as const;
    await db.update(batchTasks).set(ended).where(eq(batchTasks.batchId, batchId));
    await db.update(runBatches).set({ state: "finished" }).where(eq(runBatches.id, batchId));
    const result = await started.result;
    expect(result.code).toBe(code);
    const fate = state === "finished" ? "accepted" : "failed";
    expect(result.stdout).toBe(
      `${fate.padEnd(10)}  owner__name-1  So it went.\nBatch ${batchId} finished: 1 task, 1 ${state}\n`,
    );
  });

  it("stops waiting at Ctrl-C, and leaves the batch alone", async () => {
    await keepWorker();
    const { child, result } = startAssay(["validate", "--dataset", dataset, "--ids", "owner__name-2", "--wait"]);
    await new Promise((resolve) => child.stderr?.once("data", resolve));
    child.kill("SIGINT");
    const { code, stderr } = await result;
    expect(code).toBe(130);
    const batchId = /the batch (\S+) goes on/.exec(stderr)?.[1] ?? "";
    const [batch] = await database().connection.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch?.state).toBe("queued");
  });
});

describe("assay evaluate", () => {
  it("takes a harness's folder in, tells where it differs, and writes the reports back out", async () => {
    const instances = [
      harnessInstance(1),
      harnessInstance(2, { isResolved: false }),
      harnessInstance(3, { fixed: "FAILED" }),
      harnessInstance(9),
    ];
    const path = await writeHarnessFolder(inFolder("logs"), { run: "run-1", model: "vendor__model" }, instances);
    const args = ["evaluate", "--predictions", path, "--dataset", dataset, "--json", "--report", inFolder("out")];
    const result = await assay(args);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const { sets } = JSON.parse(result.stdout);
    expect(sets).toMatchObject([
      {
        set: { model: "vendor/model", isNew: true, predictions: 4, unknownIds: ["owner__name-9"] },
        imported: {
          policy: "swebench-5",
          graded: 3,
          failed: 0,
          differences: [{ instanceId: "owner__name-2", difference: "The harness's report says not resolved." }],
        },
        outcome: { state: "finished", counts: { finished: 3 } },
        summary: { resolved_ids: ["owner__name-1", "owner__name-2"], unresolved_ids: ["owner__name-3"] },
        report: { instances: 3 },
      },
    ]);
    const { batchId, report } = sets[0];
    expect(JSON.parse(await readFile(report.summary, "utf8"))).toEqual(sets[0].summary);
    const written = join(inFolder("out"), "logs/run_evaluation", batchId, "vendor__model/owner__name-1/report.json");
    expect(JSON.parse(await readFile(written, "utf8"))).toEqual(instances[0]?.report);

    const again = await assay(args.filter((argument) => argument !== "--json"));
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("known already");
    expect(again.stdout).toContain(`Its runs were imported before, and are graded by swebench-5 (batch ${batchId})`);
    expect(again.stdout).toContain("Resolved 2 of 3 submitted; 1 unresolved, 0 empty, 0 errors; 4 in the dataset");
  });

  it("asks for the runs of a file's patches, and says what of it could not be read", async () => {
    const lines = [
      { instance_id: "owner__name-1", model_name_or_path: "a", model_patch: "patch" },
      { instance_id: "owner__name-2", model_name_or_path: "a", model_patch: 3 },
      { instance_id: "owner__name-3", model_name_or_path: "a", model_patch: "" },
    ];
    await writeFile(inFolder("mixed.jsonl"), lines.map((line) => JSON.stringify(line)).join("\n"));
    const result = await assay(
      ["evaluate", "--predictions", "mixed.jsonl", "--dataset", dataset, "--policy", "live-3x"],
      {
        INIT_CWD: inFolder(""),
      },
    );
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/^mixed\.jsonl, line 2: expected model_patch, found [^\n]+\n$/);
    expect(result.stdout).toMatch(/^a: 2 predictions, 1 patch, 1 empty \(set \S+\)\nBatch (\S+) was asked for\n$/);
    const batchId = /Batch (\S+)/.exec(result.stdout)?.[1] ?? "";
    const [batch] = await database().connection.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch).toMatchObject({ kind: "evaluation", policy: "live-3x", taskCount: 1, state: "queued" });
  });

  it("keeps predictions and runs nothing where that is asked for", async () => {
    await writeFile(inFolder("kept.json"), JSON.stringify([{ instance_id: "owner__name-1", model_patch: "patch" }]));
    const before = await database().connection.db.$count(runBatches);
    const args = ["--predictions", inFolder("kept.json"), "--dataset", dataset, "--model", "told", "--import-only"];
    expect(await assay(["evaluate", ...args])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^told: 1 pred/),
    });
    expect(await database().connection.db.$count(runBatches)).toBe(before);
    expect(await database().connection.db.$count(predictionSets, eq(predictionSets.model, "told"))).toBe(1);
  });
});

describe("assay regrade", () => {
  it("tells what another policy says, and writes it when it is told to", async () => {
    const instances = [harnessInstance(1, { fixed: "SKIPPED" }), harnessInstance(2)];
    const path = await writeHarnessFolder(inFolder("skipped"), { run: "run", model: "m" }, instances);
    const evaluated = await assay(["evaluate", "--predictions", path, "--dataset", dataset, "--json"]);
    const { batchId } = JSON.parse(evaluated.stdout).sets[0];
    const told = await assay(["regrade", "--policy", "swebench-4", "--batch", batchId]);
    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(told.stdout).toBe(
      "NO → FULL  owner__name-1 (model)  0 of 0 FAIL_TO_PASS tests succeed, 1 of 1 PASS_TO_PASS tests succeed.\n" +
        "Would regrade 2 runs of 1 batch by swebench-4: 1 change. FULL 1 → 2, PARTIAL 0 → 0, NO 1 → 0, NOT_GRADED 0 → 0\n",
    );
    const applied = await assay(["regrade", "--policy", "swebench-4", "--batch", batchId, "--apply", "--json"]);
    expect(JSON.parse(applied.stdout)).toMatchObject({ isApplied: true, changed: 1 });
    const [batch] = await database().connection.db.select().from(runBatches).where(eq(runBatches.id, batchId));
    expect(batch?.policy).toBe("swebench-4");
  });
});

describe("assay batch", () => {
  it("tells of a batch, cancels it and runs it again", async () => {
    const asked = await assay(["validate", "--dataset", dataset, "--ids", "owner__name-3", "--json"]);
    const { batchId } = JSON.parse(asked.stdout);
    expect((await assay(["batches"])).stdout).toMatch(
      new RegExp(`^${batchId}  validation  queued  1 task  skywork`, "m"),
    );
    expect(await assay(["batch", batchId, "--cancel", "--json"])).toMatchObject({
      code: 0,
      stderr: "Cancelled 1 task\n",
    });
    const again = await assay(["batch", batchId, "--retry"]);
    expect(again).toMatchObject({ code: 0, stderr: "1 task will run again\n" });
    expect(again.stdout).toBe(`queued      owner__name-3\nBatch ${batchId} running: 1 task, 1 queued\n`);
  });
});

describe("one clear line and exit code 1", () => {
  it.each([
    ["a dataset that is not there", ["validate", "--dataset", "nowhere"], /There is no dataset nowhere/],
    ["a task that is not there", ["validate", "--dataset", dataset, "--ids", "x-1"], /typed has no task x-1/],
    ["a misspelt filter", ["validate", "--dataset", dataset, "--filter", "langauge=Go"], /--filter: langauge: no such/],
    [
      "a bad number",
      ["validate", "--dataset", dataset, "--repeat", "3x"],
      /--repeat: expected a whole number, found 3x/,
    ],
    ["too many repeats", ["validate", "--dataset", dataset, "--repeat", "21"], /--repeat: .*20/],
    [
      "predictions that are not there",
      ["evaluate", "--predictions", "/no", "--dataset", dataset],
      /\/no cannot be read/,
    ],
    ["nothing to grade", ["evaluate", "--dataset", dataset], /either --predictions <path> or --trajectories <ids>/],
    [
      "two things to grade",
      ["evaluate", "--predictions", "/no", "--trajectories", "all", "--dataset", dataset],
      /either --predictions <path> or --trajectories <ids>/,
    ],
    [
      "trajectories that are none",
      ["evaluate", "--trajectories", "1,x", "--dataset", dataset],
      /--trajectories: expected ids .* found 1,x/,
    ],
    [
      "trajectories that are not there",
      ["evaluate", "--trajectories", "1,2", "--dataset", dataset],
      /None of these trajectories/,
    ],
    ["a scope that is none", ["regrade", "--policy", "skywork"], /Say either --batch or --dataset/],
    ["a batch that is none", ["batch", "x"], /The id of a batch is a UUID/],
    ["an unknown batch", ["batch", "00000000-0000-4000-8000-000000000000"], /No batch has the id/],
  ])("for %s", async (_what, args, message) => {
    const result = await assay(args);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).toMatch(/^assay: [^\n]{1,400}\n$/);
    expect(result).toMatchObject({ code: 1, stdout: "" });
  });
});

async function keepWorker(): Promise<void> {
  await database()
    .connection.db.insert(workers)
    .values({
      id: crypto.randomUUID(),
      host: "here",
      processId: 1,
      drivers: ["docker"],
      cpus: 2,
      memoryMegabytes: 1_000,
      seenAt: sql`now() + interval '1 hour'`,
    });
}

/** The batch that waits for one task alone. */
async function newestQueued(instanceId: string): Promise<string> {
  const { sql: client } = database().connection;
  return until("a batch is asked for", async () => {
    const [row] = await client<{ id: string }[]>`
      select b.id from run_batches b join batch_tasks t on t.batch_id = b.id join tasks k on k.id = t.task_id
      where b.task_count = 1 and b.state = 'queued' and t.state = 'queued' and k.instance_id = ${instanceId}`;
    return row?.id;
  });
}

function startAssay(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  return startCli(args, { DATABASE_URL: database().url, ASSAY_HOME: inFolder("home"), ...settings });
}

function assay(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  return runCli(args, { DATABASE_URL: database().url, ASSAY_HOME: inFolder("home"), ...settings });
}
