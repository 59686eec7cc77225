import type { Job } from "pg-boss";
import type { Ctx } from "#lib/auth/actor";
import { systemActor } from "#lib/auth/system-actor";
import { database } from "#lib/db/client";
import { env } from "#lib/env";
import { fail } from "#lib/errors";
import { previewImportJob, runImportJob } from "#lib/jobs/import-jobs";
import { createBoss, prepareQueues } from "#lib/jobs/queue";
import { type JobKind, type JobPayload, jobPayloads } from "#lib/jobs/registry";
import { sweep } from "#lib/jobs/sweep";
import { log } from "#lib/log";

type Handler<K extends JobKind> = (ctx: Ctx, payload: JobPayload<K>, signal: AbortSignal) => Promise<void>;

const handlers: { readonly [K in JobKind]: Handler<K> } = {
  "import.preview": previewImportJob,
  "import.run": runImportJob,
  sweep,
};

const pollingSeconds = 1;
const graceMilliseconds = 8_000;

/** Takes jobs until `signal` aborts, then gives the running ones a moment and leaves the rest to other workers. */
export async function runWorker(signal: AbortSignal): Promise<void> {
  const boss = createBoss(env().DATABASE_URL ?? fail("unavailable", "DATABASE_URL is not set"));
  await boss.start();
  await prepareQueues(boss);
  const ctx = { actor: systemActor("worker"), db: database() };
  for (const kind of Object.keys(handlers)) {
    if (isJobKind(kind)) await listen(kind);
  }
  log().info("The worker takes jobs");
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  await boss.stop({ graceful: true, timeout: graceMilliseconds });

  async function listen<K extends JobKind>(kind: K): Promise<void> {
    await boss.work(kind, { pollingIntervalSeconds: pollingSeconds }, async ([job]: Job<unknown>[]) => {
      if (!job) return;
      const payload = parsePayload(kind, job.data);
      log().info({ kind, job: job.id, data: job.data }, "A job starts");
      await handlers[kind](ctx, payload, AbortSignal.any([job.signal, signal]));
      log().info({ kind, job: job.id }, "A job ended");
    });
  }
}

function isJobKind(text: string): text is JobKind {
  return text in jobPayloads;
}

function parsePayload<K extends JobKind>(kind: K, data: unknown): JobPayload<K> {
  // The compiler cannot follow a schema picked by key; the pair stands together in the registry.
  return jobPayloads[kind].parse(data) as JobPayload<K>;
}
