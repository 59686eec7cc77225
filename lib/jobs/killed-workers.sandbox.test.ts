import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { and, eq, inArray, ne, notInArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { commandLineActor } from "#lib/auth/system-actor";
import { type Connection, connect } from "#lib/db/client";
import { migrateDatabase } from "#lib/db/migrate";
import { batchTasks, runBatches, runLogPieces, runLogs, runs, runTests, taskLabels, tasks } from "#lib/db/schema";
import { runCli } from "#lib/db/testing/run-cli";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { until } from "#lib/db/testing/wait";
import { batchCreated } from "#lib/rest/batch-requests";
import { openDriver } from "#lib/sandbox/open-driver";
import { linkBases, useTestBase } from "#lib/sandbox/testing/use-test-base";
import { createToken } from "#lib/users/mutations";
import { killGroup, spawnApart } from "../../scripts/boot/child.mjs";
import { findFreePort } from "../../scripts/boot/port.mjs";
import { untilHealthy } from "../../scripts/boot/services.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";

type Server = Awaited<ReturnType<typeof startPostgres>>;

const [driver] = inject("drivers");
const inFolder = temporaryFolder();
const workers: ChildProcess[] = [];
const webs: ChildProcess[] = [];
const repeats = 3;
const patience = 400_000;
let server: Server;
let connection: Connection;

beforeAll(async () => {
  const home = inFolder("home");
  await mkdir(`${home}/logs`, { recursive: true });
  await linkBases(home);
  server = await startPostgres({ home, throwAway: true });
  await migrateDatabase(server.url);
  const setup = await runCli(["setup", "--json"], settings());
  expect(setup).toMatchObject({ code: 0 });
  connection = connect(server.url);
  vi.stubEnv("DATABASE_URL", server.url);
  globalThis.assayConnection = connection;
  await useTestBase(connection.db);
});

afterAll(async () => {
  for (const { pid } of webs) killGroup(pid);
  for (const worker of workers) await end(worker);
  await connection.close();
  await server.stop();
});

it.skipIf(!driver)(
  "ends every run exactly once while web and workers are killed and the database restarts",
  async () => {
    const web = await startWeb();
    const batchId = await request(web.url);
    const total = await connection.db.$count(runs, eq(runs.batchId, batchId));
    expect(total).toBeGreaterThan(200);
    const [victim] = [startWorker(), startWorker()];

    await untilFinished(batchId, 10);
    web.kill();

    await untilFinished(batchId, 30);
    victim.kill("SIGKILL");
    startWorker();

    await untilFinished(batchId, 80);
    await server.stop();
    server = await startPostgres({ home: inFolder("home"), port: server.port, throwAway: true });

    await until(
      "the batch has ended",
      async () => {
        const [batch] = await connection.db
          .select()
          .from(runBatches)
          .where(eq(runBatches.id, batchId))
          .catch(() => []);
        return batch?.state === "finished";
      },
      patience,
    );
    const { db } = connection;
    expect(await db.$count(runs, and(eq(runs.batchId, batchId), ne(runs.state, "finished")))).toBe(0);
    expect(await db.$count(runLogs)).toBe(total);
    expect(await db.$count(runTests)).toBe(total);
    expect(await db.$count(runLogPieces)).toBe(0);
    expect(await db.$count(batchTasks, and(eq(batchTasks.batchId, batchId), ne(batchTasks.outcome, "accepted")))).toBe(
      0,
    );
    expect(await db.$count(taskLabels)).toBe(total / repeats / 2);
    const tried = await db.select({ tries: sql<number>`max(${batchTasks.tries})::int` }).from(batchTasks);
    expect(tried[0]?.tries).toBeGreaterThan(1);

    for (const worker of workers) await end(worker);
    const ours = new Set((await db.select({ id: batchTasks.workerId }).from(batchTasks)).map(({ id }) => id));
    const sandbox = openDriver(driver ?? "docker", "test");
    await sandbox.sweep((id) => !ours.has(id));
    expect(await sandbox.sweep((id) => !ours.has(id))).toBe(0);
  },
  4 * patience,
);

/** Asks the web application to validate the tasks of the demo corpus that are in order. */
async function request(web: string): Promise<string> {
  const { db } = connection;
  const odd = ["assay-demo__larder-14", "assay-demo__tallybook-12", "assay-demo__cadence-20"];
  const rows = await db.select({ id: tasks.id }).from(tasks).where(notInArray(tasks.instanceId, odd));
  const { secret } = await createToken({ actor: commandLineActor(), db }, { name: "test", role: "curator" });
  const answer = await fetch(`${web}/api/v1/batches`, {
    method: "POST",
    headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "validation", taskIds: rows.map(({ id }) => id), driver, repeats }),
  });
  expect(answer.status).toBe(201);
  return batchCreated.parse(await answer.json()).id;
}

async function startWeb(): Promise<{ readonly url: string; kill(): void }> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...settings(), NODE_ENV: "development" as const, NEXTAUTH_URL: url, NEXT_TELEMETRY_DISABLED: "1" };
  const next = ["node_modules/next/dist/bin/next", "dev", "-p", String(port)];
  const child = spawnApart(process.execPath, next, { env, stdio: "ignore" });
  webs.push(child);
  await untilHealthy(port, AbortSignal.timeout(patience));
  return { url, kill: () => killGroup(child.pid) };
}

async function untilFinished(batchId: string, count: number): Promise<void> {
  const isDone = and(eq(runs.batchId, batchId), inArray(runs.state, ["finished"]));
  await until(`${count} runs are finished`, async () => (await connection.db.$count(runs, isDone)) >= count, patience);
}

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ["lib/cli/worker.ts"], {
    env: { ...settings(), ASSAY_LOG_LEVEL: "info" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  worker.stderr.pipe(createWriteStream(inFolder(`worker-${workers.length}.log`)));
  workers.push(worker);
  return worker;
}

async function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGTERM");
  await ended;
}

function settings() {
  return {
    NODE_ENV: "test" as const,
    PATH: process.env.PATH ?? "",
    DATABASE_URL: server.url,
    ASSAY_HOME: inFolder("home"),
    NEXTAUTH_SECRET: "the secret of the test",
    ASSAY_ADMIN_PASSWORD: "the first password",
  };
}
