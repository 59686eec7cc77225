import { type DerivedTests, deriveTests } from "../grading/derive-tests.ts";
import type { FailureClass, Resolution } from "../grading/model.ts";
import type { GradingPolicy } from "../grading/policies.ts";
import type { PipelineStage } from "../task/model.ts";
import type { Outcomes } from "../test-log/model.ts";
import type { RunKind } from "./model.ts";

/** A finished run of a validation, as far as the conclusion needs it. */
export interface ValidationRun {
  readonly kind: RunKind;
  readonly repeat: number;
  /** Null for a run that was not graded against any list. */
  readonly resolution: Resolution | null;
  readonly failureClass: FailureClass | null;
  readonly reason: string;
  readonly tests: Outcomes;
}

export type Conclusion =
  | { readonly outcome: "accepted"; readonly reason: string; readonly derived: DerivedTests }
  | {
      readonly outcome: "stopped";
      readonly stage: PipelineStage;
      readonly failureClass: FailureClass;
      readonly reason: string;
      readonly derived: DerivedTests | null;
    };

const longestList = 3;

/** Whether a run did not get to the end of its tests: a validation need not go on after it. */
export function isObstacle({ failureClass }: Pick<ValidationRun, "failureClass">): boolean {
  return failureClass !== null && failureClass !== "tests";
}

/**
 * What the empty and the gold runs of a task say together. It is accepted when at least one test went from failing to
 * passing (Skywork-SWE, stage B.3), and when the gold patch meets the lists that the task came with, flaky tests apart.
 */
export function concludeValidation(runs: readonly ValidationRun[], policy: GradingPolicy): Conclusion {
  const obstacle = findObstacle(runs);
  if (obstacle) return obstacle;
  const testsOf = (kind: RunKind) => runs.filter((run) => run.kind === kind).map((run) => run.tests);
  const derived = deriveTests({ policy, empty: testsOf("empty"), gold: testsOf("gold") });
  const stop = (reason: string): Conclusion => ({
    outcome: "stopped",
    stage: "B.3",
    failureClass: "tests",
    reason,
    derived,
  });
  if (derived.failToPass.length === 0) {
    return stop(`No test fails without the gold patch and passes with it${describeFlaky(derived)}.`);
  }
  const unmet = runs.find(({ kind, resolution }) => kind === "gold" && resolution !== null && resolution !== "FULL");
  if (unmet) return stop(`The gold patch does not meet the task's lists: ${unmet.reason}`);
  const counts = `${derived.failToPass.length} FAIL_TO_PASS, ${derived.passToPass.length} PASS_TO_PASS`;
  return { outcome: "accepted", reason: `${counts}${describeFlaky(derived)}.`, derived };
}

function findObstacle(runs: readonly ValidationRun[]): Conclusion | null {
  const run = runs.find(isObstacle);
  if (!run?.failureClass) return null;
  const { kind, failureClass, reason } = run;
  const stage = failureClass === "setup" ? "A.3" : "B.3";
  return { outcome: "stopped", stage, failureClass, reason: `${nameOf(kind)}: ${reason}`, derived: null };
}

function nameOf(kind: RunKind): string {
  return kind === "empty" ? "Without the gold patch" : "With the gold patch";
}

function describeFlaky({ flaky }: DerivedTests): string {
  if (flaky.length === 0) return "";
  const names = flaky.slice(0, longestList).map(({ name }) => name);
  const more = flaky.length > longestList ? ` and ${flaky.length - longestList} more` : "";
  return `; flaky: ${names.join(", ")}${more}`;
}
