import { formatSearchDocument } from "#lib/core/search-document";
import type { TrajectoryProblem } from "#lib/core/trajectory/fields";
import type { TrajectoryVerdict } from "#lib/core/trajectory/list";
import { measureTrajectory } from "#lib/core/trajectory/measure-trajectory";
import type { Gold, TrajectoryMeasures } from "#lib/core/trajectory/measures";
import type { Step, Trajectory } from "#lib/core/trajectory/model";
import { outlineSteps, type StepOutline } from "#lib/core/trajectory/outline";
import { listStepTexts } from "#lib/core/trajectory/step-texts";
import type { ColumnValues } from "#lib/db/copy-rows";
import type { PreparedRecord, PreparedTrajectory } from "#lib/imports/trajectories/prepare-document";

interface MeasuredTrajectory extends PreparedTrajectory {
  readonly measures: TrajectoryMeasures;
  readonly outline: readonly StepOutline[];
}

export function measuredTrajectory(prepared: PreparedTrajectory, gold: Gold | null): MeasuredTrajectory {
  const measures = measureTrajectory(prepared.trajectory, gold);
  return { ...prepared, measures, outline: outlineSteps(prepared.trajectory, measures) };
}

/** A trajectory that has its number, with what its row refers to. */
export interface NumberedTrajectory extends MeasuredTrajectory {
  readonly id: number;
  readonly parentId: number | null;
  readonly recordId: number;
  readonly taskId: number | null;
  readonly dataset: string;
  readonly repo: string | null;
  readonly run: string | null;
  readonly model: string | null;
  readonly problems: readonly TrajectoryProblem[];
}

export const trajectoryColumns: ColumnValues<NumberedTrajectory> = {
  id: ({ id }) => id,
  dataset: ({ dataset }) => dataset,
  instance_id: ({ instanceId }) => nameOf(instanceId),
  task_id: ({ taskId }) => taskId,
  repo: ({ repo }) => repo,
  parent_id: ({ parentId }) => parentId,
  record_id: ({ recordId }) => recordId,
  run: ({ run }) => run,
  attempt: ({ trajectory }) => trajectory.attempt,
  format: ({ trajectory }) => trajectory.format,
  scaffold: ({ trajectory }) => nameOf(trajectory.agent.scaffold),
  model: ({ model }) => nameOf(model),
  exit_status: ({ trajectory }) => nameOf(trajectory.exitStatus),
  verdict: ({ trajectory }) => verdictOf(trajectory),
  flags: ({ measures }) => measures.flags,
  steps: ({ trajectory }) => trajectory.steps.length,
  turns: ({ measures }) => measures.turns,
  tool_calls: ({ measures }) => Object.values(measures.toolCalls).reduce((sum, count) => sum + count, 0),
  errors: ({ measures }) => measures.errors.length,
  test_runs: ({ measures }) => measures.testRuns.length,
  prompt_tokens: ({ measures }) => wholeNumber(measures.totals.promptTokens),
  completion_tokens: ({ measures }) => wholeNumber(measures.totals.completionTokens),
  cost_usd: ({ measures }) => finite(measures.totals.costUsd),
  duration_seconds: ({ measures }) => finite(measures.durationSeconds),
  patch_files: ({ measures }) => measures.patchSize?.files ?? null,
  patch_lines: ({ measures }) => measures.patchSize && measures.patchSize.added + measures.patchSize.removed,
  first_edit_step: ({ measures }) => measures.firstEditStep,
  first_gold_edit_step: ({ measures }) => measures.firstGoldEditStep,
  started_at: ({ trajectory }) => startOf(trajectory),
  content_hash: ({ contentHash }) => contentHash,
};

export const textColumns: ColumnValues<NumberedTrajectory> = {
  trajectory_id: ({ id }) => id,
  head: ({ trajectory: { steps: _, subagents: __, ...head } }) => JSON.stringify(head),
  measures: ({ measures }) => JSON.stringify(measures),
  outline: ({ outline }) => JSON.stringify(outline),
  final_patch: ({ trajectory }) => storable(trajectory.finalPatch),
  problems: ({ problems }) => JSON.stringify(problems),
};

interface StepRow {
  readonly trajectoryId: number;
  readonly step: Step;
}

export function listStepRows({ id, trajectory }: NumberedTrajectory): StepRow[] {
  return trajectory.steps.map((step) => ({ trajectoryId: id, step }));
}

export const stepColumns: ColumnValues<StepRow> = {
  trajectory_id: ({ trajectoryId }) => trajectoryId,
  number: ({ step }) => step.number,
  body: ({ step }) => JSON.stringify(step),
};

export const searchColumns: ColumnValues<StepRow> = {
  trajectory_id: ({ trajectoryId }) => trajectoryId,
  number: ({ step }) => step.number,
  document: ({ step }) => searchDocument(step),
};

interface NumberedRecord extends PreparedRecord {
  readonly id: number;
  readonly importId: string;
  /** gzip of its JSON. */
  readonly content: Buffer;
}

export const recordColumns: ColumnValues<NumberedRecord> = {
  id: ({ id }) => id,
  import_id: ({ importId }) => importId,
  file_name: ({ position }) => storable(position.file ?? ""),
  position: ({ position }) => JSON.stringify(position),
  content: ({ content }) => `\\x${content.toString("hex")}`,
  size_bytes: ({ json }) => Buffer.byteLength(json),
};

/** What is said and done weighs more than what came back. */
function searchDocument(step: Step): string {
  return formatSearchDocument(listStepTexts(step).map(({ field, text }) => [field === "result" ? "D" : "B", text]));
}

const maxNameCharacters = 500;

/** Names that lists sort by stand in indexes, whose entries are bounded; the whole name is in the trajectory's head. */
function nameOf(name: string): string;
function nameOf(name: string | null): string | null;
function nameOf(name: string | null): string | null {
  return storable(name)?.slice(0, maxNameCharacters).toWellFormed() ?? null;
}

/** PostgreSQL's text holds neither NUL nor half a character. */
function storable(text: string | null): string | null {
  return text?.replaceAll("\0", "\u{FFFD}").toWellFormed() ?? null;
}

function verdictOf({ isResolved }: Trajectory): TrajectoryVerdict | null {
  if (isResolved === null) return null;
  return isResolved ? "resolved" : "unresolved";
}

function startOf({ steps }: Trajectory): string | null {
  const first = steps.find(({ timestamp, isCopiedContext }) => timestamp !== null && !isCopiedContext);
  const time = first?.timestamp ? Date.parse(first.timestamp) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function wholeNumber(value: number | null): number | null {
  return value !== null && Number.isSafeInteger(Math.round(value)) ? Math.round(value) : null;
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
