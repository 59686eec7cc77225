import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { testDatabase } from "#lib/db/testing/test-database";
import { untilBlocked } from "#lib/db/testing/wait";
import { Sandboxes } from "#lib/runner/sandboxes";
import { WorkerRegistry } from "#lib/runner/worker-registry";

const database = testDatabase();

beforeAll(() => {
  vi.stubEnv("ASSAY_SANDBOX", "none");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

it("drops a claim that is lost, and not one that came in hand while it asked", async () => {
  const { db } = database().connection;
  const registry = new WorkerRegistry(db, crypto.randomUUID(), await Sandboxes.open([]));
  const lost = registry.watch(crypto.randomUUID());
  const { started, fresh } = await db.transaction(async (tx) => {
    await tx.execute(sql`lock table batch_tasks in access exclusive mode`);
    const starting = registry.start();
    await untilBlocked(database().connection.sql, 1);
    // An object, for a promise that is returned would be waited for.
    return { started: () => starting, fresh: registry.watch(crypto.randomUUID()) };
  });
  await started();
  expect(lost.signal.aborted).toBe(true);
  expect(fresh.signal.aborted).toBe(false);
  await registry.stop();
});
