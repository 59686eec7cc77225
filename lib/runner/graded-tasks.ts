import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type EvalType, evalTypes } from "#lib/core/grading/policies";
import { isFailOnlyRepo } from "#lib/core/test-log/repo-parsers";
import type { Queryable } from "#lib/db/client";
import { batchTasks, quarantinedTests, taskLabels, tasks, taskTexts } from "#lib/db/schema";

/** What runs of a task are graded by. */
export interface GradedTask {
  readonly taskId: number;
  readonly instanceId: string;
  readonly repo: string;
  /** The harness's name of the parser, where the row has one. */
  readonly logParser: string | null;
  readonly evalType: EvalType;
  /** The row's own lists, or what a validation derived where it has none; without what is quarantined. */
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
}

/** The tasks of these ids, by id; those that are gone are left out. */
export async function loadGradedTasks(
  db: Queryable,
  taskIds: readonly number[],
): Promise<ReadonlyMap<number, GradedTask>> {
  const ids = [...new Set(taskIds)];
  if (ids.length === 0) return new Map();
  const [rows, derived, quarantined] = [
    await selectTasks(db, ids),
    await findDerivedLists(db, ids),
    await findQuarantined(db, ids),
  ];
  return new Map(
    rows.map(({ evalType, failToPass, passToPass, ...row }) => {
      const own = { failToPass, passToPass };
      const lists = failToPass.length + passToPass.length > 0 ? own : (derived.get(row.taskId) ?? own);
      const left = quarantined.get(row.taskId);
      const counts = (test: string) => !left?.has(test);
      return [
        row.taskId,
        {
          ...row,
          evalType: readEvalType(evalType, row.repo),
          failToPass: lists.failToPass.filter(counts),
          passToPass: lists.passToPass.filter(counts),
        },
      ];
    }),
  );
}

/** How the tests of tasks are graded, by their ids. Dear: it reads a long text of each. */
export async function loadEvalTypes(db: Queryable, taskIds: readonly number[]): Promise<ReadonlyMap<number, EvalType>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db
    .select({ taskId: tasks.id, repo: tasks.repo, evalType: namedEvalType })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .where(inArray(tasks.id, [...taskIds]));
  return new Map(rows.map(({ taskId, repo, evalType }) => [taskId, readEvalType(evalType, repo)]));
}

/** How the tests of a task are graded: as its row says, else as the harness does for its repository. */
export function readEvalType(named: string | null, repo: string): EvalType {
  return evalTypes.find((type) => type === named) ?? (isFailOnlyRepo(repo) ? "fail_only" : "pass_and_fail");
}

/** The row's own word for its evaluation type, as SQL over `task_texts`. */
export const namedEvalType = sql<string | null>`${taskTexts.extra}->>'eval_type'`;

function selectTasks(db: Queryable, ids: number[]) {
  return db
    .select({
      taskId: tasks.id,
      instanceId: tasks.instanceId,
      repo: tasks.repo,
      logParser: sql<
        string | null
      >`coalesce(${taskTexts.extra}->>'log_parser', ${taskTexts.extra}#>>'{install_config,log_parser}')`,
      evalType: namedEvalType,
      failToPass: taskTexts.failToPassTests,
      passToPass: taskTexts.passToPassTests,
    })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .where(inArray(tasks.id, ids));
}

/** What the newest validation that accepted a task derived. */
async function findDerivedLists(db: Queryable, ids: number[]) {
  const rows = await db
    .select({ taskId: taskLabels.taskId, failToPass: taskLabels.failToPass, passToPass: taskLabels.passToPass })
    .from(taskLabels)
    .innerJoin(
      batchTasks,
      and(
        eq(batchTasks.batchId, taskLabels.batchId),
        eq(batchTasks.taskId, taskLabels.taskId),
        eq(batchTasks.outcome, "accepted"),
      ),
    )
    .where(inArray(taskLabels.taskId, ids))
    .orderBy(desc(taskLabels.createdAt));
  const newest = new Map<number, (typeof rows)[number]>();
  for (const row of rows) if (!newest.has(row.taskId)) newest.set(row.taskId, row);
  return newest;
}

async function findQuarantined(db: Queryable, ids: number[]): Promise<Map<number, Set<string>>> {
  const rows = await db
    .select({ taskId: quarantinedTests.taskId, test: quarantinedTests.test })
    .from(quarantinedTests)
    .where(inArray(quarantinedTests.taskId, ids));
  return new Map(
    [...Map.groupBy(rows, ({ taskId }) => taskId)].map(([id, own]) => [id, new Set(own.map(({ test }) => test))]),
  );
}
