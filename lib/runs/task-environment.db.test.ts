import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { defaultEnvironment } from "#lib/core/environment/defaults";
import type { Environment } from "#lib/core/environment/model";
import { batchTasks, environmentRules } from "#lib/db/schema";
import { insertBatch } from "#lib/db/testing/run-rows";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import { keepEnvironment } from "#lib/runner/keep-environment";
import { findTaskEnvironment } from "#lib/runs/task-environment";

const database = testDatabase();
let task: { id: number; repo: string; language: string | null; version: string | null };

beforeEach(async () => {
  await database().connection.sql`truncate tasks, run_batches, environments cascade`;
  const [row] = await insertTaskRows(database().connection.db, 1);
  task = { id: row?.id ?? 0, repo: row?.repo ?? "", language: "Python", version: "1.0" };
});

describe("findTaskEnvironment", () => {
  it("finds none before anything says so", async () => {
    expect(await find()).toBeNull();
    await setRule({ repo: "other/repo" }, "other repository");
    await setRule({ repo: task.repo, version: "2.0" }, "other version");
    await setRule({ language: "Go" }, "other language");
    expect(await find()).toBeNull();
  });

  it("takes the nearest rule: of the task, else of the version, the repository, the language", async () => {
    await setRule({ language: "Python" }, "by language");
    expect(await find()).toMatchObject({ name: "by language", source: "language" });
    await setRule({ repo: task.repo }, "by repository");
    expect(await find()).toMatchObject({ name: "by repository", source: "repository" });
    await setRule({ repo: task.repo, version: "1.0" }, "by version");
    expect(await find()).toMatchObject({ name: "by version", source: "version" });
    expect(await find({ version: null })).toMatchObject({ source: "repository" });
    await setRule({ taskId: task.id }, "by task");
    expect(await find()).toMatchObject({ name: "by task", source: "task" });
    await database().connection.db.update(environmentRules).set({ endedAt: new Date() });
    expect(await find()).toBeNull();
  });

  it("takes the one it was last run in where that came from its own row, before a rule for its language", async () => {
    await runIn(await keep("old", 100));
    const hash = await keep("of its row", 200);
    await runIn(hash);
    expect(await find()).toEqual({ hash, name: "of its row", source: "row" });
    await setRule({ language: "Python" }, "by language");
    expect(await find()).toMatchObject({ source: "row" });
    await setRule({ repo: task.repo }, "by repository");
    expect(await find()).toMatchObject({ source: "repository" });
  });

  it("knows a built-in environment, which a rule for the language replaces", async () => {
    const { hash } = await keepEnvironment(database().connection.db, {
      name: "Python default",
      spec: pythonDefault(),
      createdBy: "test",
    });
    await runIn(hash);
    expect(await find()).toEqual({ hash, name: "Python default", source: "default" });
    await setRule({ language: "Python" }, "by language");
    expect(await find()).toMatchObject({ source: "language" });
  });

  it("does not take an environment for the row's own that a rule named and no longer names", async () => {
    await runIn(await setRule({ repo: task.repo }, "by repository"));
    await database().connection.db.update(environmentRules).set({ endedAt: new Date() });
    expect(await find()).toBeNull();
  });
});

async function find(change: Partial<typeof task> = {}) {
  return findTaskEnvironment(await database().ctxOf("viewer"), { ...task, ...change });
}

function pythonDefault(): Environment {
  const spec = defaultEnvironment("Python");
  if (!spec) throw new Error("Python has no default environment");
  return spec;
}

/** An environment that differs from the others by its time limit. */
async function keep(name: string, timeoutSeconds: number): Promise<string> {
  const spec = pythonDefault();
  const limits = { ...spec.limits, timeoutSeconds };
  const kept = await keepEnvironment(database().connection.db, { name, spec: { ...spec, limits }, createdBy: "test" });
  return kept.hash;
}

let timeouts = 1_000;

async function setRule(key: { taskId?: number; repo?: string; version?: string; language?: string }, name: string) {
  const environmentHash = await keep(name, timeouts++);
  await database()
    .connection.db.insert(environmentRules)
    .values({ ...key, environmentHash, createdBy: "test" });
  return environmentHash;
}

async function runIn(environmentHash: string): Promise<void> {
  const { db } = database().connection;
  const batchId = await insertBatch(db, new Map([[task.id, "accepted"]]));
  await db.update(batchTasks).set({ environmentHash, startedAt: new Date() }).where(eq(batchTasks.batchId, batchId));
}
