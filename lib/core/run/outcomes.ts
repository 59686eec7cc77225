import { letters } from "../grading/status-letters.ts";
import { type Outcomes, testStatuses } from "../test-log/model.ts";

const statusOf = new Map(testStatuses.map((status) => [letters[status], status]));

/** The outcomes of a run from its columns: names, and a letter for each in the same order. A letter that is none is left out. */
export function outcomesOf(names: readonly string[], statuses: string): Outcomes {
  return new Map(
    names.flatMap((name, index) => {
      const status = statusOf.get(statuses[index] ?? "");
      return status ? [[name, { status }]] : [];
    }),
  );
}
