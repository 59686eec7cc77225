import { and, asc, eq } from "drizzle-orm";
import { type PolicyId, policies } from "#lib/core/grading/policies";
import { type Conclusion, concludeValidation, type ValidationRun } from "#lib/core/run/conclude-validation";
import type { BatchKind } from "#lib/core/run/model";
import { outcomesOf } from "#lib/core/run/outcomes";
import type { Queryable } from "#lib/db/client";
import { runs, runTests } from "#lib/db/schema";
import type { Claim } from "#lib/runner/claim-task";
import type { TaskEnd } from "#lib/runner/finish-task";

/** What the finished runs of a task say together. */
export async function conclude(
  db: Queryable,
  { kind, policy }: { kind: BatchKind; policy: PolicyId },
  claim: Claim,
): Promise<TaskEnd> {
  const found = await listFinishedRuns(db, claim);
  return kind === "evaluation" ? concludeEvaluation(found) : endOf(concludeValidation(found, policies[policy]));
}

function endOf(conclusion: Conclusion): TaskEnd {
  const labels = conclusion.derived && {
    ...conclusion.derived,
    flaky: conclusion.derived.flaky.map(({ name }) => name),
  };
  return { ...conclusion, labels };
}

/** The worst of the repeats stands for all: a patch that works only sometimes does not work. */
function concludeEvaluation(found: readonly ValidationRun[]): TaskEnd {
  const worst = found.find(({ resolution }) => resolution !== "FULL") ?? found[0];
  return { outcome: "graded", failureClass: worst?.failureClass ?? null, reason: worst?.reason ?? "There is no run." };
}

async function listFinishedRuns(db: Queryable, { batchId, taskId }: Claim): Promise<ValidationRun[]> {
  const rows = await db
    .select({
      kind: runs.kind,
      repeat: runs.repeat,
      resolution: runs.resolution,
      failureClass: runs.failureClass,
      reason: runs.reason,
      names: runTests.names,
      statuses: runTests.statuses,
    })
    .from(runs)
    .leftJoin(runTests, eq(runTests.runId, runs.id))
    .where(and(eq(runs.batchId, batchId), eq(runs.taskId, taskId), eq(runs.state, "finished")))
    .orderBy(asc(runs.id));
  return rows.map(({ names, statuses, reason, ...run }) => ({
    ...run,
    reason: reason ?? "",
    tests: outcomesOf(names ?? [], statuses ?? ""),
  }));
}
