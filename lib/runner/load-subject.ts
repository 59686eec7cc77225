import { eq } from "drizzle-orm";
import type { Task } from "#lib/core/task/model";
import type { Queryable } from "#lib/db/client";
import { datasets, repositories, tasks, taskTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { type GradedTask, loadGradedTasks } from "#lib/runner/graded-tasks";

/** What a worker needs to know of a task to run its tests. */
export interface Subject {
  readonly taskId: number;
  readonly revision: number;
  readonly contentHash: string;
  readonly task: SubjectTask;
  /** Where the repository's history is: a URL, a folder, `demo:<library>`; null where nothing says so. */
  readonly source: string | null;
  readonly graded: GradedTask;
}

export type SubjectTask = Pick<
  Task,
  "instanceId" | "repo" | "version" | "language" | "baseCommit" | "patch" | "testPatch" | "extra"
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
      extra: taskTexts.extra,
      forgeUrl: datasets.forgeUrl,
      source: repositories.source,
    })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .innerJoin(datasets, eq(datasets.slug, tasks.dataset))
    .leftJoin(repositories, eq(repositories.repo, tasks.repo))
    .where(eq(tasks.id, taskId));
  const graded = (await loadGradedTasks(db, [taskId])).get(taskId);
  if (!found || !graded) return fail("not_found", "This task was removed");
  const { revision, contentHash, forgeUrl, source, ...task } = found;
  return {
    taskId,
    revision,
    contentHash,
    task,
    source: source ?? (forgeUrl && `${forgeUrl.replace(/\/$/, "")}/${task.repo}.git`),
    graded,
  };
}
