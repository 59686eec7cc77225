import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import { database, type Queryable } from "#lib/db/client";
import { type JobKind, type JobPayload, jobKinds, jobSchedules } from "#lib/jobs/registry";
import { log } from "#lib/log";

/** A worker that dies is noticed after this long, and its job given to another. */
const heartbeatSeconds = 20;
const supervisionSeconds = 10;
const jobsPerInsert = 1_000;

/** Adds a job in the caller's transaction: it is delivered when that commits, and never without it. */
export async function enqueue<K extends JobKind>(
  tx: Pick<Queryable, "execute">,
  kind: K,
  payload: JobPayload<K>,
): Promise<void> {
  const boss = await senderBoss();
  await boss.send(kind, payload, { db: fromDrizzle(tx, sql) });
}

/** Adds many jobs of one kind at once, as `enqueue` adds one. A larger priority goes first. */
export async function enqueueMany<K extends JobKind>(
  tx: Pick<Queryable, "execute">,
  kind: K,
  payloads: readonly JobPayload<K>[],
  { priority }: { priority: number },
): Promise<void> {
  const boss = await senderBoss();
  for (let from = 0; from < payloads.length; from += jobsPerInsert) {
    const jobs = payloads.slice(from, from + jobsPerInsert).map((data) => ({ data, priority }));
    await boss.insert(kind, jobs, { db: fromDrizzle(tx, sql) });
  }
}

/** Makes the queue's own tables and the queues. Part of setting a database up. */
export async function prepareQueues(boss: PgBoss): Promise<void> {
  for (const kind of jobKinds) {
    await boss.createQueue(kind, {
      retryLimit: 10,
      retryDelay: 1,
      retryDelayMax: 60,
      retryBackoff: true,
      expireInSeconds: 23 * 3600,
      heartbeatSeconds,
    });
  }
  for (const [kind, cron] of Object.entries(jobSchedules)) await boss.schedule(kind, cron, {});
}

export function createBoss(url: string): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    max: 3,
    application_name: "assay-worker",
    superviseIntervalSeconds: supervisionSeconds,
    monitorIntervalSeconds: supervisionSeconds,
  });
  boss.on("error", (error) => log().error({ err: error }, "The job queue reported an error"));
  return boss;
}

declare global {
  var assaySender: Promise<PgBoss> | undefined;
}

/** Sends and nothing else: no timers, no connections of its own. A start that failed is tried anew by the next sender. */
function senderBoss(): Promise<PgBoss> {
  globalThis.assaySender ??= startSender().catch((error) => {
    globalThis.assaySender = undefined;
    throw error;
  });
  return globalThis.assaySender;
}

function startSender(): Promise<PgBoss> {
  const db = fromDrizzle(database(), sql);
  const boss = new PgBoss({ db, migrate: false, supervise: false, schedule: false, registerInstance: false });
  // Without a listener, an outage of the database would end the process.
  boss.on("error", (error) => log().error({ err: error }, "The job queue reported an error"));
  return boss.start();
}
