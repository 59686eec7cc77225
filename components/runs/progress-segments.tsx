import type { BatchProgress } from "#lib/runs/model";

export interface ProgressSegment {
  readonly id: "accepted" | "stopped" | "graded" | "failed" | "cancelled" | "running" | "queued";
  readonly count: number;
  /** The class of its colour. */
  readonly colour: string;
}

/** How the tasks of a batch stand, those that ended first; each task is in one segment. */
export function progressSegments({ states, outcomes }: BatchProgress): readonly ProgressSegment[] {
  return [
    { id: "accepted", count: outcomes.accepted, colour: "bg-good" },
    { id: "stopped", count: outcomes.stopped, colour: "bg-warn" },
    { id: "graded", count: outcomes.graded, colour: "bg-accent-strong" },
    { id: "failed", count: states.failed, colour: "bg-bad" },
    { id: "cancelled", count: states.cancelled, colour: "bg-muted" },
    { id: "running", count: states.running, colour: "bg-accent" },
    { id: "queued", count: states.queued, colour: "bg-line-strong" },
  ];
}

/** How many tasks have ended, however they did. */
export function countEnded({ states }: BatchProgress): number {
  return states.finished + states.failed + states.cancelled;
}

export function countAll(progress: BatchProgress): number {
  return countEnded(progress) + progress.states.running + progress.states.queued;
}
