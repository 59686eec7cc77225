import type { PredictionProblem } from "#lib/predictions/model";

/** `preds.jsonl, line 3: expected a JSON object, found the end`. */
export function describeProblem({ file, line, instanceId, field, expected, found }: PredictionProblem): string {
  const place = [file, line === null ? null : `line ${line}`, instanceId, field].filter((part) => part !== null);
  return `${place.join(", ")}: expected ${expected}, found ${found}`;
}
