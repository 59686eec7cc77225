import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { Database } from "#lib/db/client";
import { workers } from "#lib/db/schema";
import { env } from "#lib/env";
import { log } from "#lib/log";
import { silenceSeconds } from "#lib/runner/claim-task";
import { Sandboxes } from "#lib/runner/sandboxes";
import { WorkerRegistry } from "#lib/runner/worker-registry";
import { openDriver } from "#lib/sandbox/open-driver";
import type { DriverName } from "#lib/sandbox/port";

/** What a process needs to run the tests of tasks. */
export interface TaskWorker {
  readonly ctx: Ctx;
  readonly registry: WorkerRegistry;
  readonly sandboxes: Sandboxes;
  /** How many tasks it takes in hand at once; those that find no room in the budget wait for it. */
  readonly slots: number;
  close(): Promise<void>;
}

const sweepMilliseconds = 60_000;

/** Finds the sandboxes of this machine, makes this worker known, and clears away what dead ones left. */
export async function openTaskWorker(ctx: Ctx): Promise<TaskWorker> {
  const id = crypto.randomUUID();
  const sandboxes = await Sandboxes.open(driverNames().map((name) => openDriver(name, id)));
  const registry = new WorkerRegistry(ctx.db, id, sandboxes);
  await registry.start();
  if (sandboxes.problem) log().warn(sandboxes.problem);
  await clearAway(ctx.db, sandboxes);
  const sweeping = setInterval(() => {
    clearAway(ctx.db, sandboxes).catch((error) => log().warn({ err: error }, "Leftovers could not be removed"));
  }, sweepMilliseconds);
  // One more than there is room for: the next task is made ready, and the last one written down, while tests run.
  const slots = sandboxes.problem ? 0 : Math.max(1, Math.ceil(registry.budget.limit.cpus)) + 1;
  const close = async () => {
    clearInterval(sweeping);
    await registry.stop();
  };
  return { ctx, registry, sandboxes, slots, close };
}

/** Removes the sandboxes that dead workers of this machine left. */
async function clearAway(db: Database, sandboxes: Sandboxes): Promise<void> {
  for (const sandbox of sandboxes) {
    const removed = await sandbox.sweep((workerId) => isAlive(db, workerId));
    if (removed > 0) log().info({ driver: sandbox.driver, removed }, "Leftovers of dead workers are removed");
  }
}

function driverNames(): readonly DriverName[] {
  const { ASSAY_SANDBOX: wanted } = env();
  if (wanted === "none") return [];
  return wanted === "auto" ? ["docker", "bubblewrap"] : [wanted];
}

/** A stranger lives: another installation may use the same engine, and what it left is its own. */
async function isAlive(db: Database, workerId: string): Promise<boolean> {
  const [row] = await db
    .select({ isSilent: sql<boolean>`${workers.seenAt} < now() - make_interval(secs => ${silenceSeconds})` })
    .from(workers)
    .where(sql`${workers.id}::text = ${workerId}`);
  return row?.isSilent !== true;
}
