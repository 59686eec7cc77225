import type { TrajectoryMeasures } from "#lib/core/trajectory/measures";
import { formatCount, formatDuration } from "#lib/format";
import { formatCost } from "#lib/trajectories/format-figures";

export interface NamedMeasure {
  readonly name: string;
  /** Null where it is not known. */
  readonly value: string | null;
}

/** The measures of a trajectory as they are told, always the same ones in the same order. */
export function listMeasures(measures: TrajectoryMeasures | undefined): readonly NamedMeasure[] {
  return rows.map(([name, read]) => ({ name, value: measures ? read(measures) : null }));
}

type ReadMeasure = (measures: TrajectoryMeasures) => string | null;

const rows: readonly (readonly [name: string, read: ReadMeasure])[] = [
  ["Steps", ({ steps }) => formatCount(steps)],
  ["Turns", ({ turns }) => formatCount(turns)],
  ["Commands", ({ commands }) => formatCount(commands)],
  ["Edits", ({ editSteps }) => formatCount(editSteps.length)],
  ["Files read", ({ filesRead }) => formatCount(filesRead.length)],
  ["Files edited", ({ filesEdited }) => formatCount(filesEdited.length)],
  ["First edit at step", ({ firstEditStep }) => count(firstEditStep)],
  ["First edit of a file of the gold patch at step", ({ firstGoldEditStep }) => count(firstGoldEditStep)],
  ["Test runs", ({ testRuns }) => formatCount(testRuns.length)],
  ["Errors", ({ errors }) => formatCount(errors.length)],
  ["Loops", ({ loops }) => formatCount(loops.length)],
  ["Stuck spans", ({ stuckSpans }) => formatCount(stuckSpans.length)],
  ["Condensations", ({ condensations }) => formatCount(condensations)],
  ["Prompt tokens", ({ totals }) => count(totals.promptTokens)],
  ["Completion tokens", ({ totals }) => count(totals.completionTokens)],
  ["Cost", ({ totals }) => formatCost(totals.costUsd)],
  ["Time", ({ durationSeconds }) => (durationSeconds === null ? null : formatDuration(durationSeconds))],
  ["Files of the final patch", ({ patchSize }) => count(patchSize?.files ?? null)],
  ["Hunks of the final patch", ({ patchSize }) => count(patchSize?.hunks ?? null)],
  [
    "Lines of the final patch",
    ({ patchSize }) => patchSize && `+${formatCount(patchSize.added)} −${formatCount(patchSize.removed)}`,
  ],
  ["Gold files it changes", ({ overlap }) => count(overlap?.sharedFiles.length ?? null)],
  ["Gold files it leaves alone", ({ overlap }) => count(overlap?.onlyInSecond.length ?? null)],
  ["Other files it changes", ({ overlap }) => count(overlap?.onlyInFirst.length ?? null)],
];

function count(value: number | null): string | null {
  return value === null ? null : formatCount(value);
}
