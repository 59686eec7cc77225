import { excerpt } from "../parsed.ts";
import type { Action, ActionKind } from "./action.ts";
import { listCalls, type MadeCall } from "./list-calls.ts";
import type { TrajectoryMeasures } from "./measures.ts";
import type { Step, StepKind, Trajectory } from "./model.ts";
import { listStepTexts } from "./step-texts.ts";

/** What a timeline shows of a step, and what the keys of a replay jump by. */
export interface StepOutline {
  readonly number: number;
  readonly kind: StepKind;
  /** One line: the command, the file, the first words. */
  readonly title: string;
  /** All that it says and all that came back, in UTF-16 units. */
  readonly characters: number;
  /** What its calls do, each kind once, in order. */
  readonly actions: readonly ActionKind[];
  readonly isError: boolean;
  /** Changes a file, by an editor or in the shell. */
  readonly isEdit: boolean;
  /** Edits a file that the gold patch changes. */
  readonly isGoldEdit: boolean;
  /** Null where it runs no tests; counts are null where the output does not tell them. */
  readonly testRun: { readonly passed: number | null; readonly failed: number | null } | null;
  /** Which of the trajectory's loops it is a part of, from 0. */
  readonly loop: number | null;
  readonly isCopiedContext: boolean;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly costUsd: number | null;
  /** Until the next step began. */
  readonly seconds: number | null;
}

/** A line for each step of a trajectory, in order, from its steps and its measures. */
export function outlineSteps(
  trajectory: Trajectory,
  measures: Pick<TrajectoryMeasures, "errors" | "loops" | "testRuns" | "editSteps" | "goldEditSteps" | "turnMetrics">,
): readonly StepOutline[] {
  const calls = Map.groupBy(listCalls(trajectory), ({ step }) => step);
  const errors = new Set(measures.errors.map(({ step }) => step));
  const edits = new Set(measures.editSteps);
  const goldEdits = new Set(measures.goldEditSteps);
  const runs = new Map(measures.testRuns.map(({ step, result }) => [step, result]));
  const metrics = new Map(measures.turnMetrics.map((turn) => [turn.step, turn]));
  return trajectory.steps.map((step, index) => {
    const own = calls.get(step.number) ?? [];
    const result = runs.get(step.number);
    const { promptTokens = null, completionTokens = null, costUsd = null } = metrics.get(step.number) ?? {};
    const loop = measures.loops.findIndex(
      ({ firstStep, lastStep }) => firstStep <= step.number && step.number <= lastStep,
    );
    return {
      number: step.number,
      kind: step.kind,
      title: titleOf(step, own),
      characters: charactersOf(step),
      actions: [...new Set(own.flatMap(({ actions }) => actions.map(({ kind }) => kind)))],
      isError: errors.has(step.number),
      isEdit: edits.has(step.number),
      isGoldEdit: goldEdits.has(step.number),
      testRun: result === undefined ? null : { passed: result?.passed ?? null, failed: result?.failed ?? null },
      loop: loop === -1 ? null : loop,
      isCopiedContext: step.isCopiedContext,
      promptTokens,
      completionTokens,
      costUsd,
      seconds: secondsBetween(step.timestamp, trajectory.steps[index + 1]?.timestamp ?? null),
    };
  });
}

const titleCharacters = 120;

function titleOf(step: Step, calls: readonly MadeCall[]): string {
  const titles = calls.map(({ call, actions }) => {
    const [action] = actions;
    return action ? titleOfAction(action, call.name) : call.name;
  });
  return excerpt(titles.length > 0 ? titles.join(" · ") : (listStepTexts(step)[0]?.text ?? ""), titleCharacters);
}

function titleOfAction(action: Action, tool: string): string {
  switch (action.kind) {
    case "command":
      return action.command;
    case "view":
      return `view ${action.path ?? "a file"}`;
    case "edit":
      return `${action.edit.type === "create" ? "create" : "edit"} ${action.path ?? "a file"}`;
    case "search":
      return `search ${action.query}`;
    case "browse":
      return `browse ${action.url ?? action.text}`;
    case "think":
      return action.thought;
    case "subagent":
      return `hand over: ${action.prompt}`;
    case "finish":
      return action.message ? `finish: ${action.message}` : "finish";
    case "other":
      return tool;
  }
}

function charactersOf(step: Step): number {
  return listStepTexts(step).reduce((sum, { text }) => sum + text.length, 0);
}

function secondsBetween(start: string | null, end: string | null): number | null {
  if (start === null || end === null) return null;
  const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
