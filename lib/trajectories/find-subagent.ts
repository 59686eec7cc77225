import type { SubagentRef } from "#lib/core/trajectory/model";
import type { SubagentCandidate } from "#lib/trajectories/detail";

/** The trajectory that a step means: by its id, else by its session, else by the file it is said to be in. */
export function findSubagent(
  candidates: readonly SubagentCandidate[],
  { trajectoryId, sessionId, path }: SubagentRef,
): SubagentCandidate | undefined {
  if (trajectoryId !== null) return candidates.find((candidate) => candidate.trajectoryId === trajectoryId);
  const bySession = sessionId === null ? undefined : candidates.find((candidate) => candidate.sessionId === sessionId);
  const name = path?.split("/").at(-1);
  return bySession ?? (name ? candidates.find(({ fileName }) => fileName?.endsWith(name)) : undefined);
}
