import { findText } from "../diff/find-text.ts";
import type { TextRange } from "../text/segment-text.ts";
import { contentText } from "./content-text.ts";
import type { CallResult, Step, Trajectory } from "./model.ts";

/** A text of a step that can be searched, named by where it stands. */
export type StepField =
  | { readonly field: "content" | "reasoning" | "message" | "summary" }
  | { readonly field: "call"; readonly call: number; readonly argument: string | null }
  | { readonly field: "result"; readonly result: number };

/** One place of the text sought: offsets in the text that `in` names. */
export interface StepHit extends TextRange {
  readonly in: StepField;
}

export interface FoundStep {
  readonly step: number;
  readonly hits: readonly StepHit[];
}

export interface FoundInTrajectory {
  readonly steps: readonly FoundStep[];
  readonly count: number;
  /** There may be more than were counted. */
  readonly isCut: boolean;
}

const mostHits = 10_000;

/**
 * Where a text stands in the steps, whatever its case, in the order in which the steps are read. A call is searched by
 * its name and by each argument (one that is no text as its JSON). An empty query finds nothing.
 */
export function findInTrajectory(trajectory: Trajectory, query: string, limit = mostHits): FoundInTrajectory {
  const parts = trajectory.steps.flatMap((step) => listParts(step).map((part) => ({ ...part, step: step.number })));
  const found = findText(parts, query, limit);
  const steps: { step: number; hits: StepHit[] }[] = [];
  for (const { line, start, end } of found) {
    const part = parts[line];
    if (!part) continue;
    if (steps.at(-1)?.step !== part.step) steps.push({ step: part.step, hits: [] });
    steps.at(-1)?.hits.push({ in: part.in, start, end });
  }
  return { steps, count: found.length, isCut: found.length === limit };
}

interface StepPart {
  readonly in: StepField;
  readonly text: string;
}

/** The texts of a step in the order in which they are read. */
export function listParts(step: Step): readonly StepPart[] {
  switch (step.kind) {
    case "system":
    case "user":
      return [{ in: { field: "content" }, text: contentText(step.content) }];
    case "observation":
      return listResults(step.results);
    case "subagent":
      return [{ in: { field: "content" }, text: contentText(step.content) }, ...listResults(step.results)];
    case "condensation":
      return [{ in: { field: "summary" }, text: step.summary ?? "" }];
    case "error":
      return [{ in: { field: "message" }, text: step.message }];
    case "agent":
      return [
        { in: { field: "reasoning" }, text: step.reasoning ?? "" },
        { in: { field: "content" }, text: contentText(step.content) },
        ...step.calls.flatMap(({ name, arguments: given }, call): readonly StepPart[] => [
          { in: { field: "call", call, argument: null }, text: name },
          ...Object.entries(given).map(([argument, value]) => ({
            in: { field: "call" as const, call, argument },
            text: typeof value === "string" ? value : JSON.stringify(value),
          })),
        ]),
        ...listResults(step.results),
      ];
  }
}

function listResults(results: readonly CallResult[]): readonly StepPart[] {
  return results.map(({ content }, result) => ({ in: { field: "result", result }, text: contentText(content) }));
}
