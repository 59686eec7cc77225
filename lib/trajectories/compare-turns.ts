import { asc, eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { ActionKind } from "#lib/core/trajectory/action";
import { type AlignedRow, alignTrajectories } from "#lib/core/trajectory/align-trajectories";
import type { Step, Trajectory } from "#lib/core/trajectory/model";
import type { StepOutline } from "#lib/core/trajectory/outline";
import type { Database } from "#lib/db/client";
import { trajectorySteps, trajectoryTexts } from "#lib/db/schema";
import { readStoredOutline, readStoredStep } from "#lib/trajectories/stored";

/** A turn as the comparison shows it: its number among the steps, and one line. */
export interface ComparedTurn {
  readonly number: number;
  readonly title: string;
  /** What its first call does; null where it calls nothing. */
  readonly action: ActionKind | null;
  readonly isError: boolean;
  readonly isGoldEdit: boolean;
  readonly hasTests: boolean;
}

/** Two turns beside each other; null where a side has none there. */
export interface ComparedTurns {
  readonly left: ComparedTurn | null;
  readonly right: ComparedTurn | null;
  /** Both do the same. */
  readonly isShared: boolean;
}

export interface TurnComparison {
  readonly rows: readonly ComparedTurns[];
  readonly sharedTurns: number;
}

/** The turns of two trajectories, aligned on what both do. */
export async function compareTurns({ actor, db }: Ctx, leftId: number, rightId: number): Promise<TurnComparison> {
  requireRole(actor, "viewer");
  const [left, right] = await Promise.all([loadTurns(db, leftId), loadTurns(db, rightId)]);
  const { rows, sharedTurns } = alignTrajectories(left.trajectory, right.trajectory);
  return { rows: titleRows(rows, left.outline, right.outline), sharedTurns };
}

/** Gives each number of an alignment its line. */
export function titleRows(
  rows: readonly AlignedRow[],
  left: readonly StepOutline[],
  right: readonly StepOutline[],
): ComparedTurns[] {
  const [ours, theirs] = [byNumber(left), byNumber(right)];
  return rows.map((row) => ({
    left: turnOf(row.left, ours),
    right: turnOf(row.right, theirs),
    isShared: row.isShared,
  }));
}

function byNumber(outline: readonly StepOutline[]): ReadonlyMap<number, StepOutline> {
  return new Map(outline.map((step) => [step.number, step]));
}

function turnOf(number: number | null, outline: ReadonlyMap<number, StepOutline>): ComparedTurn | null {
  if (number === null) return null;
  const step = outline.get(number);
  return {
    number,
    title: step?.title ?? "",
    action: step?.actions[0] ?? null,
    isError: step?.isError ?? false,
    isGoldEdit: step?.isGoldEdit ?? false,
    hasTests: Boolean(step?.testRun),
  };
}

interface LoadedTurns {
  readonly trajectory: Pick<Trajectory, "steps">;
  readonly outline: readonly StepOutline[];
}

async function loadTurns(db: Database, id: number): Promise<LoadedTurns> {
  const [texts] = await db
    .select({ outline: trajectoryTexts.outline })
    .from(trajectoryTexts)
    .where(eq(trajectoryTexts.trajectoryId, id));
  const steps = await db
    .select({ body: trajectorySteps.body })
    .from(trajectorySteps)
    .where(eq(trajectorySteps.trajectoryId, id))
    .orderBy(asc(trajectorySteps.number));
  return {
    trajectory: { steps: steps.map(({ body }) => withoutResults(readStoredStep(body))) },
    outline: texts ? readStoredOutline(texts.outline) : [],
  };
}

/** What came back is most of a trajectory, and says nothing of what was done. */
function withoutResults(step: Step): Step {
  return "results" in step ? { ...step, results: [] } : step;
}
