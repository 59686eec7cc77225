import { eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { PolicyId } from "#lib/core/grading/policies";
import type { JsonObject } from "#lib/core/json";
import type { Task, TaskStatus } from "#lib/core/task/model";
import { recordLayouts, tasks, taskTexts } from "#lib/db/schema";
import { inForce } from "#lib/exports/in-force";
import type { RecordLayout } from "#lib/imports/adapters/adapter";
import { restoreRecord } from "#lib/imports/adapters/restore-record";
import { rebuildTask } from "#lib/tasks/detail";

export interface TestLists {
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
}

/** A task with all that any format writes of it. */
export interface ExportTask {
  readonly id: number;
  readonly instanceId: string;
  readonly status: TaskStatus;
  readonly contentHash: string;
  /** As its file had it, with how it was laid out. */
  readonly record: JsonObject;
  readonly layout: RecordLayout;
  /** The name of the schema that its file was read by. */
  readonly adapter: string;
  readonly task: Task;
  /** What the newest validation derived, where it accepted the task as it is. */
  readonly validated: (TestLists & { readonly policy: PolicyId }) | null;
  /** What it was validated in, else what the nearest rule says; `isGeneral` gives way to what the row itself says. */
  readonly environment: { readonly hash: string; readonly isGeneral: boolean } | null;
}

/** Tasks of today, in the order given; those that are gone are left out. */
export async function readLiveTasks(
  { db }: Ctx,
  subjects: readonly { readonly id: number }[],
): Promise<readonly ExportTask[]> {
  const ids = subjects.map(({ id }) => id);
  const found = await db
    .select({ row: tasks, texts: taskTexts, layout: recordLayouts.columns, adapter: recordLayouts.adapter })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .innerJoin(recordLayouts, eq(recordLayouts.id, taskTexts.layoutId))
    .where(inArray(tasks.id, ids));
  const states = await readStates(db, ids);
  const byId = new Map(found.map((entry) => [entry.row.id, entry]));
  return ids.flatMap((id) => {
    const entry = byId.get(id);
    if (!entry) return [];
    const { row, texts, layout, adapter } = entry;
    const task = rebuildTask(row, texts);
    return [
      {
        id,
        instanceId: row.instanceId,
        status: row.status,
        contentHash: texts.contentHash,
        record: restoreRecord(task, layout),
        layout,
        adapter,
        task,
        ...stateOf(states.get(id)),
      },
    ];
  });
}

/** The part of a task that `inForce` tells. */
export interface TaskState {
  readonly policy: PolicyId | null;
  readonly failToPass: readonly string[] | null;
  readonly passToPass: readonly string[] | null;
  readonly environmentHash: string | null;
  readonly isGeneralEnvironment: boolean;
}

export function stateOf(state: TaskState | undefined): Pick<ExportTask, "validated" | "environment"> {
  if (!state) return { validated: null, environment: null };
  const { policy, failToPass, passToPass, environmentHash: hash, isGeneralEnvironment: isGeneral } = state;
  return {
    validated: policy && failToPass && passToPass ? { policy, failToPass, passToPass } : null,
    environment: hash === null ? null : { hash, isGeneral },
  };
}

interface StateRow extends TaskState, Record<string, unknown> {
  readonly id: number;
}

async function readStates(db: Ctx["db"], ids: readonly number[]): Promise<ReadonlyMap<number, TaskState>> {
  const rows = await db.execute<StateRow>(sql`
    select ${tasks.id} as id, ${inForce.policy} as policy, ${inForce.failToPass} as "failToPass",
      ${inForce.passToPass} as "passToPass", ${inForce.environmentHash} as "environmentHash",
      ${inForce.isGeneralEnvironment} as "isGeneralEnvironment"
    from ${tasks} join ${taskTexts} on ${taskTexts.taskId} = ${tasks.id} ${inForce.joins}
    where ${inArray(tasks.id, [...ids])}`);
  return new Map(rows.map((row) => [row.id, row]));
}
