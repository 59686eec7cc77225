import { type AlignedPair, alignItems } from "../text/align-items.ts";
import { canonicalActions, canonicalTurn } from "./canonical-call.ts";
import type { AgentStep, Trajectory } from "./model.ts";
import { createPathNames } from "./repo-paths.ts";

/** Two turns side by side; null where a side has none there. */
export interface AlignedRow {
  /** Step numbers. */
  readonly left: number | null;
  readonly right: number | null;
  /** Both turns do the same. */
  readonly isShared: boolean;
}

export interface TrajectoryAlignment {
  readonly rows: readonly AlignedRow[];
  readonly sharedTurns: number;
  /** The first row that is not shared; null where all are. */
  readonly firstDivergence: AlignedRow | null;
}

/**
 * Lays the turns of two agents at one task side by side, by what they do and whatever their scaffolds call it. What
 * stands between two shared turns is shown in pairs. Bounded: see `alignItems`.
 */
export function alignTrajectories(
  left: Pick<Trajectory, "steps">,
  right: Pick<Trajectory, "steps">,
): TrajectoryAlignment {
  const [ours, theirs] = [turnsOf(left), turnsOf(right)];
  const pairs = alignItems(keysOf(ours), keysOf(theirs));
  const rows: AlignedRow[] = [];
  let from: AlignedPair = [0, 0];
  for (const [i, j] of [...pairs, [ours.length, theirs.length] as const]) {
    for (let at = 0; at < Math.max(i - from[0], j - from[1]); at++) {
      rows.push({ left: numberAt(ours, from[0] + at, i), right: numberAt(theirs, from[1] + at, j), isShared: false });
    }
    if (i < ours.length && j < theirs.length) {
      rows.push({ left: numberAt(ours, i, i + 1), right: numberAt(theirs, j, j + 1), isShared: true });
    }
    from = [i + 1, j + 1];
  }
  return { rows, sharedTurns: pairs.length, firstDivergence: rows.find(({ isShared }) => !isShared) ?? null };
}

function turnsOf({ steps }: Pick<Trajectory, "steps">): readonly AgentStep[] {
  return steps.filter((step): step is AgentStep => step.kind === "agent" && !step.isCopiedContext);
}

/** Scaffolds keep the repository in folders of their own; a path in it is the same in both. */
function keysOf(turns: readonly AgentStep[]): readonly string[] {
  const nameOf = createPathNames([], []);
  return turns.map((turn) => canonicalTurn(turn, (call) => canonicalActions(call, nameOf)));
}

function numberAt(turns: readonly AgentStep[], at: number, end: number): number | null {
  return at < end ? (turns[at]?.number ?? null) : null;
}
