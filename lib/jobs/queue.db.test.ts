import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "#lib/db/testing/test-database";
import { createBoss, enqueue, prepareQueues } from "#lib/jobs/queue";

const database = testDatabase({ asOwn: true });
const importId = "00000000-0000-4000-8000-000000000001";

beforeAll(async () => {
  const boss = await createBoss(database().url).start();
  await prepareQueues(boss);
  await boss.stop({ graceful: false });
});

beforeEach(() => database().connection.sql`delete from pgboss.job`.execute());

describe("enqueue", () => {
  it("delivers a job when the transaction commits, not before", async () => {
    const { db } = database().connection;
    await db.transaction(async (tx) => {
      await enqueue(tx, "import.run", { importId });
      expect(await waitingJobs()).toEqual([]);
    });
    expect(await waitingJobs()).toEqual([{ name: "import.run", data: { importId } }]);
  });

  it("delivers nothing when the transaction rolls back", async () => {
    const { db } = database().connection;
    const failing = db.transaction(async (tx) => {
      await enqueue(tx, "import.run", { importId });
      throw new Error("No");
    });
    await expect(failing).rejects.toThrow("No");
    expect(await waitingJobs()).toEqual([]);
  });
});

describe("prepareQueues", () => {
  it("may be called again and again, also by two at once", async () => {
    const bosses = await Promise.all([createBoss(database().url).start(), createBoss(database().url).start()]);
    await Promise.all(bosses.map(prepareQueues));
    await Promise.all(bosses.map((boss) => boss.stop({ graceful: false })));
    const { sql } = database().connection;
    expect(await sql`select name from pgboss.queue where name like 'import.%' order by name`).toEqual([
      { name: "import.preview" },
      { name: "import.run" },
    ]);
  });
});

function waitingJobs() {
  return database().connection.sql`select name, data from pgboss.job where state = 'created' and name like 'import.%'`;
}
