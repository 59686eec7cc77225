/** What a batch is for: proving tasks, or grading model patches. */
export const batchKinds = ["validation", "evaluation"] as const;
export type BatchKind = (typeof batchKinds)[number];

/** The states of a batch, of a task in it, and of a run. `failed` means that the machinery failed, not the tests. */
export const workStates = ["queued", "running", "finished", "failed", "cancelled"] as const;
export type WorkState = (typeof workStates)[number];

export function isEnded(state: WorkState): boolean {
  return state !== "queued" && state !== "running";
}

/** Whose patch a run has beside the test patch: nobody's, the task's own, a model's. */
export const runKinds = ["empty", "gold", "model"] as const;
export type RunKind = (typeof runKinds)[number];

/** What became of a task in a batch that came to its end. `graded` is an evaluation's. */
export const batchTaskOutcomes = ["accepted", "stopped", "graded"] as const;
export type BatchTaskOutcome = (typeof batchTaskOutcomes)[number];

/** A part of a run, as its log and its clock show it. */
export interface RunStep {
  readonly name: RunStepName;
  readonly exitCode: number | null;
  readonly seconds: number;
  /** The bytes of the log that it printed, from the first to before the last. */
  readonly logFrom: number;
  readonly logTo: number;
}

export const runStepNames = ["unpack", "patch", "test_patch", "install", "test"] as const;
export type RunStepName = (typeof runStepNames)[number];
