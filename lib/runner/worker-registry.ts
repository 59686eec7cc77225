import { availableParallelism, hostname, loadavg, totalmem } from "node:os";
import { and, count, eq, gt, inArray, sql } from "drizzle-orm";
import type { Database } from "#lib/db/client";
import { batchTasks, workers } from "#lib/db/schema";
import { env } from "#lib/env";
import { log } from "#lib/log";
import { Budget, type Resources } from "#lib/runner/budget";
import { silenceSeconds } from "#lib/runner/claim-task";
import type { Sandboxes } from "#lib/runner/sandboxes";

const beatMilliseconds = 2_000;
/** Of the machine's memory; the rest is for the system, the database and the images. */
const memoryShare = 0.75;

/** What this process is to the others: its row in `workers`, what it may use, and the tasks it has in hand. */
export class WorkerRegistry {
  readonly id: string;
  readonly budget = new Budget({ cpus: 1, memoryMegabytes: 512 });
  readonly #db: Database;
  readonly #sandboxes: Sandboxes;
  readonly #inHand = new Map<string, AbortController>();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Database, id: string, sandboxes: Sandboxes) {
    this.#db = db;
    this.id = id;
    this.#sandboxes = sandboxes;
  }

  async start(): Promise<void> {
    await this.#beat();
    this.#timer = setInterval(() => {
      this.#beat().catch((error) => log().warn({ err: error }, "The worker could not say that it lives"));
    }, beatMilliseconds);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#db.delete(workers).where(eq(workers.id, this.id));
  }

  /** A signal that aborts when the claim is lost: cancelled by somebody, or taken over by another worker. */
  watch(claimId: string): { readonly signal: AbortSignal; release(): void } {
    const controller = new AbortController();
    this.#inHand.set(claimId, controller);
    return { signal: controller.signal, release: () => this.#inHand.delete(claimId) };
  }

  async #beat(): Promise<void> {
    const { cpus, memoryMegabytes } = this.budget.reserved;
    const state = {
      ...this.budget.limit,
      busyCpus: cpus,
      busyMemoryMegabytes: memoryMegabytes,
      tasksInHand: this.#inHand.size,
      loadAverage: loadavg()[0] ?? 0,
    };
    await this.#db
      .insert(workers)
      .values({
        id: this.id,
        host: hostname(),
        processId: process.pid,
        drivers: [...this.#sandboxes.drivers],
        problem: this.#sandboxes.problem,
        ...state,
      })
      .onConflictDoUpdate({ target: workers.id, set: { ...state, seenAt: sql`now()` } });
    this.budget.limit = hostShare(await this.#countNeighbours());
    await this.#dropLostClaims();
  }

  /** The live workers of this machine, this one included. */
  async #countNeighbours(): Promise<number> {
    const isAlive = gt(workers.seenAt, sql`now() - make_interval(secs => ${silenceSeconds})`);
    const [row] = await this.#db
      .select({ count: count() })
      .from(workers)
      .where(and(eq(workers.host, hostname()), isAlive));
    return Math.max(1, row?.count ?? 1);
  }

  async #dropLostClaims(): Promise<void> {
    // What is taken in hand while the database answers is not what it was asked about.
    const asked = [...this.#inHand];
    if (asked.length === 0) return;
    const held = await this.#db
      .select({ claimId: batchTasks.claimId })
      .from(batchTasks)
      .where(
        and(
          eq(batchTasks.state, "running"),
          inArray(
            batchTasks.claimId,
            asked.map(([claimId]) => claimId),
          ),
        ),
      );
    const isHeld = new Set(held.map(({ claimId }) => claimId));
    for (const [claimId, controller] of asked) if (!isHeld.has(claimId)) controller.abort();
  }
}

/** What a worker may use: as set, or the machine's resources in equal parts. */
function hostShare(workersOfHost: number): Resources {
  const { ASSAY_WORKER_CPUS: cpus, ASSAY_WORKER_MEMORY_MB: memoryMegabytes } = env();
  return {
    cpus: cpus ?? availableParallelism() / workersOfHost,
    memoryMegabytes: memoryMegabytes ?? Math.floor((totalmem() / 1_048_576) * (memoryShare / workersOfHost)),
  };
}
