import { comparePatches } from "../patch/compare-patches.ts";
import { patchedPaths } from "../patch/leave-out-files.ts";
import type { PatchFile } from "../patch/model.ts";
import { parsePatch } from "../patch/parse-patch.ts";
import type { ActionKind } from "./action.ts";
import { contentText } from "./content-text.ts";
import { isCapStatus } from "./exit-status.ts";
import { findLoops } from "./find-loops.ts";
import { findStuckSpans } from "./find-stuck-spans.ts";
import { findTestChanges } from "./find-test-changes.ts";
import { type TrajectoryFlag, trajectoryFlags } from "./list.ts";
import { listCalls, type MadeCall } from "./list-calls.ts";
import { listPaths, listTouches } from "./list-touches.ts";
import type { Gold, PatchSize, TestRun, TrajectoryError, TrajectoryMeasures } from "./measures.ts";
import type { AgentStep, Step, Trajectory } from "./model.ts";
import { isRefusal } from "./read-failure.ts";
import { readTestResult } from "./read-test-result.ts";
import { createPathNames } from "./repo-paths.ts";
import { durationSeconds } from "./span-of-time.ts";
import { listTurnMetrics, sumMetrics } from "./sum-metrics.ts";

/**
 * What a trajectory amounts to, in figures: sizes, files, test runs, errors, loops, tokens and money, and how its final
 * patch lies to the gold patch. Copied context counts nowhere; sub-agents have measures of their own. Total.
 */
export function measureTrajectory(trajectory: Trajectory, gold: Gold | null): TrajectoryMeasures {
  const steps = trajectory.steps.filter(({ isCopiedContext }) => !isCopiedContext);
  const turns = steps.filter((step): step is AgentStep => step.kind === "agent");
  const calls = listCalls(trajectory);
  const finalFiles = parsePatch(trajectory.finalPatch ?? "").value;
  const goldPaths = gold ? patchedPaths(gold.patch) : new Set<string>();
  const testFiles = parsePatch(gold?.testPatch ?? "").value;
  const anchors = [...goldPaths, ...patchedPaths(trajectory.finalPatch ?? ""), ...patchedPaths(gold?.testPatch ?? "")];
  const touches = listTouches(calls, createPathNames(listPaths(calls), anchors));
  const edits = touches.filter(({ isEdit }) => isEdit);
  const goldEdits = edits.filter(({ path }) => goldPaths.has(path));
  const turnMetrics = listTurnMetrics(turns);
  const loops = findLoops(turns);
  const stuckSpans = findStuckSpans(turns, failedSteps(calls));
  const testChanges = findTestChanges(touches, finalFiles, testFiles);
  return {
    steps: steps.length,
    turns: turns.length,
    toolCalls: countKinds(calls),
    filesRead: [...new Set(touches.filter(({ isEdit }) => !isEdit).map(({ path }) => path))],
    filesEdited: [...new Set(edits.map(({ path }) => path))],
    commands: calls.filter(({ actions }) => actions[0]?.kind === "command").length,
    testRuns: calls.flatMap(readTestRun),
    errors: findErrors(steps, calls),
    loops,
    stuckSpans,
    condensations: steps.filter(({ kind }) => kind === "condensation").length,
    editSteps: [...new Set(edits.map(({ step }) => step))],
    goldEditSteps: [...new Set(goldEdits.map(({ step }) => step))],
    firstEditStep: edits[0]?.step ?? null,
    firstGoldEditStep: goldEdits[0]?.step ?? null,
    turnMetrics,
    totals: sumMetrics(trajectory.totals, turnMetrics),
    durationSeconds: durationSeconds(steps),
    patchSize: trajectory.finalPatch === null ? null : sizeOf(finalFiles),
    overlap: trajectory.finalPatch === null || !gold ? null : comparePatches(trajectory.finalPatch, gold.patch),
    testChanges,
    flags: listFlags({
      loop: loops.some(({ isIdle }) => isIdle),
      stuck: stuckSpans.length > 0,
      tampering: testChanges.ofTestPatch.length + testChanges.existing.length > 0,
      empty_patch: trajectory.finalPatch !== null && finalFiles.length === 0,
      hit_cap: isCapStatus(trajectory.exitStatus),
    }),
  };
}

function listFlags(holds: Readonly<Record<TrajectoryFlag, boolean>>): readonly TrajectoryFlag[] {
  return trajectoryFlags.filter((flag) => holds[flag]);
}

function countKinds(calls: readonly MadeCall[]): Readonly<Record<ActionKind, number>> {
  const counts = { command: 0, view: 0, edit: 0, search: 0, browse: 0, think: 0, subagent: 0, finish: 0, other: 0 };
  for (const { actions } of calls) counts[actions[0]?.kind ?? "other"]++;
  return counts;
}

function readTestRun({ step, facts, output }: MadeCall): readonly TestRun[] {
  return facts?.testRunner ? [{ step, runner: facts.testRunner, result: readTestResult(output) }] : [];
}

/** One per failed call, one per failed step, in the order of the steps; a scaffold also complains in a person's place. */
function findErrors(steps: readonly Step[], calls: readonly MadeCall[]): readonly TrajectoryError[] {
  const ofCalls = calls.flatMap(({ step, failure }) => (failure ? [{ step, reason: failure }] : []));
  const ofSteps = steps.flatMap((step): readonly TrajectoryError[] => {
    if (step.kind === "error") return [{ step: step.number, reason: "step" }];
    if (step.kind === "user")
      return isRefusal(contentText(step.content)) ? [{ step: step.number, reason: "refused" }] : [];
    if (step.kind === "observation" && step.results.some(({ isError }) => isError))
      return [{ step: step.number, reason: "tool" }];
    return [];
  });
  return [...ofCalls, ...ofSteps].toSorted((a, b) => a.step - b.step);
}

/** Turns of which every call failed. Failing tests are a result, not a failure. */
function failedSteps(calls: readonly MadeCall[]): ReadonlySet<number> {
  const failed = new Set<number>();
  const fine = new Set<number>();
  for (const { step, failure, facts } of calls) {
    const isResult =
      failure === "exit_code" && facts !== null && (facts.testRunner !== null || facts.searches.length > 0);
    (failure && !isResult ? failed : fine).add(step);
  }
  return failed.difference(fine);
}

function sizeOf(files: readonly PatchFile[]): PatchSize {
  const sum = (count: (file: PatchFile) => number) => files.reduce((total, file) => total + count(file), 0);
  return {
    files: files.length,
    hunks: sum(({ hunks }) => hunks.length),
    added: sum(({ added }) => added),
    removed: sum(({ removed }) => removed),
  };
}
