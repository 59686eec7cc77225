import { z } from "zod";
import type { Ctx } from "#lib/auth/actor";
import { policyIds } from "#lib/core/grading/policies";
import type { ExportTask, TestLists } from "#lib/exports/live-tasks";
import type { ExportPiece, ExportRequest } from "#lib/exports/model";
import { listTaskSubjects, readTasks, type TaskSubject } from "#lib/exports/task-subjects";

/** Which test lists of a task go out. */
export const testOptions = {
  tests: z.enum(["imported", "validated"]).default("imported"),
  policy: z.enum(["any", ...policyIds]).default("any"),
};
export type TestOptions = z.output<z.ZodObject<typeof testOptions>>;

/** A task that goes out, with the lists that it goes out with. */
export interface ChosenTask extends ExportTask {
  readonly lists: TestLists;
  readonly areListsImported: boolean;
}

/** The steps of the funnel that tasks go through, and those of the format behind them. */
export function taskSteps({ condition, options }: ExportRequest<TestOptions>, ...own: readonly string[]) {
  return [
    ...(condition === "approved" ? ["approved"] : []),
    ...(options.tests === "validated" ? ["validated"] : []),
    ...own,
  ];
}

type Dropped = Extract<ExportPiece, { kind: "dropped" }>;

/**
 * The pieces of every task that passes the steps of the funnel, by instance id, between what is told of the funnel itself.
 * A format may drop a task too, by a piece that says so; it sees what was read together with the task.
 */
export async function* writeTasks(
  ctx: Ctx,
  request: ExportRequest<TestOptions>,
  signal: AbortSignal,
  format: (task: ChosenTask, batch: readonly ExportTask[]) => readonly ExportPiece[] | Promise<readonly ExportPiece[]>,
): AsyncGenerator<ExportPiece> {
  const subjects = await listTaskSubjects(ctx, request);
  yield { kind: "matched", count: subjects.length };
  const passed: TaskSubject[] = [];
  for (const subject of subjects) {
    const isPassed = request.condition === "any" || subject.status === "approved";
    if (isPassed) passed.push(subject);
    else yield drop(subject, "approved", `status ${subject.status}`);
  }
  for await (const batch of readTasks(ctx, request, passed, signal)) {
    for (const task of batch) {
      const chosen = chooseLists(task, request.options);
      if ("kind" in chosen) {
        yield chosen;
        continue;
      }
      const pieces = await format(chosen, batch);
      yield* pieces;
      if (pieces.some(({ kind }) => kind === "dropped")) continue;
      const { id: subjectId, instanceId: id, contentHash, validated } = task;
      const derived = chosen.areListsImported || !validated ? {} : { policy: validated.policy };
      yield { kind: "written", id, contentHash, subjectId, ...derived };
    }
  }
}

function chooseLists(task: ExportTask, { tests, policy }: TestOptions): ChosenTask | Dropped {
  if (tests === "imported") {
    const { failToPass, passToPass } = task.task;
    return { ...task, lists: { failToPass, passToPass }, areListsImported: true };
  }
  const { validated } = task;
  if (!validated) return drop(task, "validated", "no validation accepted it as it is");
  if (policy !== "any" && validated.policy !== policy)
    return drop(task, "validated", `validated under ${validated.policy}, not ${policy}`);
  return { ...task, lists: validated, areListsImported: false };
}

export function drop({ instanceId }: { readonly instanceId: string }, step: string, reason: string): Dropped {
  return { kind: "dropped", id: instanceId, step, reason };
}
