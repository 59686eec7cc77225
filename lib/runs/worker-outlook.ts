import { sql } from "drizzle-orm";
import type { Database } from "#lib/db/client";
import { workers } from "#lib/db/schema";
import { silenceSeconds } from "#lib/runner/claim-task";
import type { DriverChoice } from "#lib/runs/model";

/** The workers that live at this moment. */
export interface WorkerOutlook {
  readonly alive: number;
  /** Of those, the ones with a sandbox that the request may use. */
  readonly usable: number;
  /** Runs that fit beside each other. */
  readonly slots: number;
  /** What the workers miss, in their own words. */
  readonly problems: readonly string[];
}

export interface RunLimits {
  readonly cpus: number;
  readonly memoryMegabytes: number;
}

/** How many runs with such limits fit beside each other. A worker has room for one at least, however large that is. */
export async function findWorkerOutlook(db: Database, limits: RunLimits, driver: DriverChoice): Promise<WorkerOutlook> {
  const living = await db
    .select({
      drivers: workers.drivers,
      problem: workers.problem,
      cpus: workers.cpus,
      memoryMegabytes: workers.memoryMegabytes,
    })
    .from(workers)
    .where(sql`${workers.seenAt} > now() - make_interval(secs => ${silenceSeconds})`);
  const usable = living.filter(({ drivers }) => (driver === "auto" ? drivers.length > 0 : drivers.includes(driver)));
  const slots = usable.map(({ cpus, memoryMegabytes }) =>
    Math.max(1, Math.floor(Math.min(cpus / limits.cpus, memoryMegabytes / limits.memoryMegabytes))),
  );
  return {
    alive: living.length,
    usable: usable.length,
    slots: slots.reduce((sum, count) => sum + count, 0),
    problems: [...new Set(living.flatMap(({ problem }) => problem ?? []))],
  };
}
