import type { TestLists } from "#lib/core/run/test-matrix";
import type { TaskValidation } from "#lib/runs/task-validation";

/**
 * The lists that count for a task: those that the newest validation derived where it accepted the task, else those it was
 * imported with. What is flaky or quarantined counts in neither.
 */
export function listsInForce(
  imported: Pick<TestLists, "failToPass" | "passToPass">,
  { derived, quarantined }: Pick<TaskValidation, "derived" | "quarantined">,
): TestLists {
  const lists = derived?.isAccepted ? derived : { ...imported, passToFail: [], failToFail: [] };
  return {
    failToPass: lists.failToPass,
    passToPass: lists.passToPass,
    passToFail: lists.passToFail,
    failToFail: lists.failToFail,
    flaky: derived?.flaky ?? [],
    quarantined: quarantined.map(({ test }) => test),
  };
}
