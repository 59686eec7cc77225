import type { TrajectoryMeasures } from "#lib/core/trajectory/measures";
import type { Step, Trajectory } from "#lib/core/trajectory/model";
import type { StepOutline } from "#lib/core/trajectory/outline";

/** A trajectory without what has rows of its own. */
export type TrajectoryHead = Omit<Trajectory, "steps" | "subagents">;

/** A place of the record that could not be understood. */
export interface StoredProblem {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

// Each of these texts was written by an import from the type that it is read as; nothing else writes them.

export function readStoredStep(body: string): Step {
  return JSON.parse(body) as Step;
}

export function readStoredHead(head: string): TrajectoryHead {
  return JSON.parse(head) as TrajectoryHead;
}

export function readStoredOutline(outline: string): readonly StepOutline[] {
  return JSON.parse(outline) as StepOutline[];
}

export function readStoredProblems(problems: string): readonly StoredProblem[] {
  return JSON.parse(problems) as StoredProblem[];
}

export function readStoredMeasures(measures: string): TrajectoryMeasures {
  return JSON.parse(measures) as TrajectoryMeasures;
}
