import { and, desc, eq } from "drizzle-orm";
import type { Task } from "#lib/core/task/model";
import type { Queryable } from "#lib/db/client";
import { batchTasks, datasets, quarantinedTests, repositories, taskLabels, tasks, taskTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";

/** What a worker needs to know of a task to run its tests. */
export interface Subject {
  readonly taskId: number;
  readonly revision: number;
  readonly contentHash: string;
  readonly task: SubjectTask;
  /** Where the repository's history is: a URL, a folder, `demo:<library>`; null where nothing says so. */
  readonly source: string | null;
  /** What runs are graded by: the row's own lists, or what a validation derived where it has none; without what is quarantined. */
  readonly lists: TestLists;
}

export interface TestLists {
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
}

export type SubjectTask = Pick<
  Task,
  | "instanceId"
  | "repo"
  | "version"
  | "language"
  | "baseCommit"
  | "patch"
  | "testPatch"
  | "failToPass"
  | "passToPass"
  | "extra"
>;

export async function loadSubject(db: Queryable, taskId: number): Promise<Subject> {
  const [found] = await db
    .select({
      revision: tasks.revision,
      contentHash: taskTexts.contentHash,
      instanceId: tasks.instanceId,
      repo: tasks.repo,
      language: tasks.language,
      version: taskTexts.version,
      baseCommit: taskTexts.baseCommit,
      patch: taskTexts.patch,
      testPatch: taskTexts.testPatch,
      failToPass: taskTexts.failToPassTests,
      passToPass: taskTexts.passToPassTests,
      extra: taskTexts.extra,
      forgeUrl: datasets.forgeUrl,
      source: repositories.source,
    })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .innerJoin(datasets, eq(datasets.slug, tasks.dataset))
    .leftJoin(repositories, eq(repositories.repo, tasks.repo))
    .where(eq(tasks.id, taskId));
  const { revision, contentHash, forgeUrl, source, ...task } = found ?? fail("not_found", "This task was removed");
  const hasLists = task.failToPass.length + task.passToPass.length > 0;
  return {
    taskId,
    revision,
    contentHash,
    task,
    source: source ?? (forgeUrl && `${forgeUrl.replace(/\/$/, "")}/${task.repo}.git`),
    lists: await leaveOutQuarantined(db, taskId, hasLists ? task : await findDerivedLists(db, taskId)),
  };
}

async function findDerivedLists(db: Queryable, taskId: number): Promise<TestLists> {
  const [labels] = await db
    .select({ failToPass: taskLabels.failToPass, passToPass: taskLabels.passToPass })
    .from(taskLabels)
    .innerJoin(
      batchTasks,
      and(
        eq(batchTasks.batchId, taskLabels.batchId),
        eq(batchTasks.taskId, taskLabels.taskId),
        eq(batchTasks.outcome, "accepted"),
      ),
    )
    .where(eq(taskLabels.taskId, taskId))
    .orderBy(desc(taskLabels.createdAt))
    .limit(1);
  return labels ?? { failToPass: [], passToPass: [] };
}

async function leaveOutQuarantined(db: Queryable, taskId: number, lists: TestLists): Promise<TestLists> {
  const rows = await db
    .select({ test: quarantinedTests.test })
    .from(quarantinedTests)
    .where(eq(quarantinedTests.taskId, taskId));
  const quarantined = new Set(rows.map(({ test }) => test));
  const counts = (test: string) => !quarantined.has(test);
  return { failToPass: lists.failToPass.filter(counts), passToPass: lists.passToPass.filter(counts) };
}
