import { eq, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { hideNames, hideNamesInCut, listTellingNames } from "#lib/core/review/hide-names";
import type { BlindPart } from "#lib/core/review/model";
import type { FoldedStep } from "#lib/core/trajectory/fold-step";
import type { TrajectoryFlag, TrajectoryVerdict } from "#lib/core/trajectory/list";
import { type PackedOutline, packOutline } from "#lib/core/trajectory/pack-outline";
import { datasets, tasks, taskTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { blindStep } from "#lib/reviews/blind-step";
import { findTrajectory, type TrajectoryDetail } from "#lib/trajectories/detail";
import { listFoldedSteps } from "#lib/trajectories/steps";

export interface TaskEvidence {
  /** Null where its page would show what is hidden. */
  readonly href: string | null;
  readonly repo: string;
  readonly repoUrl: string | null;
  readonly baseCommit: string;
  readonly language: string | null;
  readonly version: string | null;
  readonly problemStatement: string;
  readonly hints: string;
  readonly hintsWords: number;
  /** Null where it is hidden. */
  readonly goldPatch: string | null;
  readonly testPatch: string;
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  /** False where the gold patch is hidden: what is said of its runs speaks of it. */
  readonly hasValidation: boolean;
}

export interface TrajectoryEvidence {
  /** Null where its page would show what is hidden. */
  readonly href: string | null;
  readonly verdict: TrajectoryVerdict | null;
  readonly flags: readonly TrajectoryFlag[];
  readonly turns: number;
  readonly finalPatch: string | null;
  readonly outline: PackedOutline;
  readonly initial: readonly FoldedStep[];
  /** Null where the model is hidden. */
  readonly agent: TrajectoryAgent | null;
}

/** What tells one agent from another. */
export type TrajectoryAgent = Pick<
  TrajectoryDetail,
  | "model"
  | "scaffold"
  | "exitStatus"
  | "subagents"
  | "format"
  | "formatVersion"
  | "scaffoldVersion"
  | "parameters"
  | "notes"
  | "continuedIn"
  | "problems"
  | "source"
  | "run"
>;

export interface Evidence {
  /** Null where the dataset has no task of this name. */
  readonly task: TaskEvidence | null;
  readonly trajectory: TrajectoryEvidence | null;
}

const stepsSent = 20;

/** What an item's task or trajectory shows, without what is hidden: that is never put in, rather than taken out later. */
export async function gatherEvidence(
  ctx: Ctx,
  subject: { readonly taskId: number | null; readonly trajectoryId: number | null },
  hidden: readonly BlindPart[],
): Promise<Evidence> {
  if (subject.trajectoryId === null) return { task: await gatherTask(ctx, subject.taskId, hidden), trajectory: null };
  const trajectory = await findTrajectory(ctx, subject.trajectoryId);
  if (!trajectory) return fail("not_found", "This trajectory was removed");
  const [task, shown] = await Promise.all([
    gatherTask(ctx, trajectory.taskId, hidden),
    gatherTrajectory(ctx, trajectory, hidden),
  ]);
  return { task, trajectory: shown };
}

async function gatherTask(ctx: Ctx, id: number | null, hidden: readonly BlindPart[]): Promise<TaskEvidence | null> {
  if (id === null) return null;
  const isGoldHidden = hidden.includes("gold");
  const [found] = await ctx.db
    .select({
      repo: tasks.repo,
      forgeUrl: datasets.forgeUrl,
      baseCommit: taskTexts.baseCommit,
      language: tasks.language,
      version: taskTexts.version,
      problemStatement: taskTexts.problemStatement,
      hints: taskTexts.hints,
      hintsWords: tasks.hintsWords,
      goldPatch: isGoldHidden ? sql<null>`null` : taskTexts.patch,
      testPatch: taskTexts.testPatch,
      failToPass: taskTexts.failToPassTests,
      passToPass: taskTexts.passToPassTests,
    })
    .from(tasks)
    .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
    .innerJoin(datasets, eq(datasets.slug, tasks.dataset))
    .where(eq(tasks.id, id));
  if (!found) return null;
  const { forgeUrl, ...task } = found;
  return {
    ...task,
    href: isGoldHidden || hidden.includes("model") ? null : `/tasks/${id}`,
    repoUrl: forgeUrl ? `${forgeUrl}/${task.repo}` : null,
    hasValidation: !isGoldHidden,
  };
}

async function gatherTrajectory(
  ctx: Ctx,
  trajectory: TrajectoryDetail,
  hidden: readonly BlindPart[],
): Promise<TrajectoryEvidence> {
  const { id, verdict, flags, turns, finalPatch } = trajectory;
  const names = hidden.includes("model")
    ? listTellingNames([trajectory.model, trajectory.scaffold, trajectory.run])
    : null;
  const titled = names
    ? trajectory.outline.map((step) => ({ ...step, title: hideNamesInCut(step.title, names) }))
    : trajectory.outline;
  const outline = packOutline(titled);
  return {
    href: hidden.includes("gold") || hidden.includes("model") ? null : `/trajectories/${id}`,
    verdict,
    flags,
    turns,
    finalPatch: names ? hideNames(finalPatch, names) : finalPatch,
    outline: hidden.includes("gold") ? { ...outline, goldEdits: [] } : outline,
    initial: await listFoldedSteps(ctx, id, 1, stepsSent, names ? (step) => blindStep(step, names) : undefined),
    agent: names ? null : agentOf(trajectory),
  };
}

function agentOf(trajectory: TrajectoryDetail): TrajectoryAgent {
  const { model, scaffold, exitStatus, subagents, format, formatVersion, scaffoldVersion } = trajectory;
  const { parameters, notes, continuedIn, problems, source, run } = trajectory;
  return {
    model,
    scaffold,
    exitStatus,
    subagents,
    format,
    formatVersion,
    scaffoldVersion,
    parameters,
    notes,
    continuedIn,
    problems,
    source,
    run,
  };
}
