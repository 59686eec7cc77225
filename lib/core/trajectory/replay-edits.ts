import { patchedPaths } from "../patch/leave-out-files.ts";
import { parsePatch } from "../patch/parse-patch.ts";
import { listCalls } from "./list-calls.ts";
import { listPaths } from "./list-touches.ts";
import type { Trajectory } from "./model.ts";
import type { PatchState, PatchTimeline } from "./patch-timeline.ts";
import { createCallReplay } from "./replay-call.ts";
import { ReplayedTree } from "./replayed-tree.ts";
import { createPathNames } from "./repo-paths.ts";

/**
 * What the working tree differed by after every step, rebuilt from the calls and what came back for them. Diffs of the
 * whole tree that the agent had printed are taken as they are, and so is the final patch after the last step; between
 * those the edits are made again in what was seen of the files. What a shell command may have changed unseen is said to be
 * unknown from that step on. Scripts whose text is not known, builds and test runs are taken to change no file of the
 * repository. Total; works on the text alone.
 */
export function replayEdits(trajectory: Trajectory): PatchTimeline {
  const calls = listCalls(trajectory);
  const nameOf = createPathNames(listPaths(calls), [...patchedPaths(trajectory.finalPatch ?? "")]);
  const tree = new ReplayedTree();
  const replayCall = createCallReplay(tree, nameOf);
  const changes: [PatchState, ...PatchState[]] = [tree.state()];
  for (const made of calls) {
    tree.enter(made.step);
    replayCall(made);
    record(changes, tree.state());
  }
  const last = trajectory.steps.at(-1)?.number ?? 0;
  if (trajectory.finalPatch !== null) record(changes, readFinal(trajectory.finalPatch, last));
  return { changes };
}

/** Keeps a state that says something else than the one before it; the last state of a step counts. */
function record(changes: [PatchState, ...PatchState[]], state: PatchState): void {
  const last = changes.at(-1);
  if (last && isSameState(last, state)) return;
  if (last?.step === state.step && changes.length > 1) changes.pop();
  changes.push(state);
}

function isSameState(a: PatchState, b: PatchState): boolean {
  if (a.unknownSince !== b.unknownSince || a.files.length !== b.files.length) return false;
  return a.files.every((file, index) => {
    const other = b.files[index];
    const isSame = file.path === other?.path && file.patch === other.patch && file.certainty === other.certainty;
    return isSame && file.linesAreKnown === other.linesAreKnown;
  });
}

function readFinal(finalPatch: string, step: number): PatchState {
  const tree = new ReplayedTree();
  tree.enter(step);
  tree.checkpoint(parsePatch(finalPatch).value, finalPatch, true);
  return tree.state();
}
