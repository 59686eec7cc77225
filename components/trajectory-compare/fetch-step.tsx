import { fetchJson } from "#components/trajectory/fetch-json";
import type { FoldedStep } from "#lib/core/trajectory/fold-step";

/** A step of a trajectory, its long texts cut; throws an error with the route's own words where it refuses. */
export async function fetchStep(trajectoryId: number, number: number, signal: AbortSignal): Promise<FoldedStep> {
  const address = `/api/trajectories/${trajectoryId}/steps?from=${number}&to=${number}`;
  const { steps } = await fetchJson<{ readonly steps: readonly FoldedStep[] }>(address, signal);
  const [step] = steps;
  if (!step) throw new Error(`Trajectory ${trajectoryId} has no step ${number}.`);
  return step;
}
