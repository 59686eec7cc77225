import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { excerpt } from "#lib/core/parsed";
import { listTexts } from "#lib/core/trajectory/fold-step";
import type { Step } from "#lib/core/trajectory/model";
import { trajectorySteps } from "#lib/db/schema";
import { isRowId } from "#lib/trajectories/row-id";
import { readStoredStep } from "#lib/trajectories/stored";

export interface StepHit {
  readonly number: number;
  /** How often it stands in the step. */
  readonly count: number;
  /** What stands around the first of them, on one line. */
  readonly excerpt: string;
}

export interface StepHits {
  readonly hits: readonly StepHit[];
  /** The sum of the counts. */
  readonly total: number;
  /** False where looking ended at the cap: there may be more. */
  readonly isComplete: boolean;
}

export const longestQuery = 200;
const mostHits = 5_000;
const stepsPerRead = 50;
const excerptLength = 120;

/**
 * Every place of a text in the steps of a trajectory, whatever its case. The database leaves out the steps whose JSON
 * cannot hold it; the texts themselves decide, so that keys and escapes of the JSON are never found. They are looked
 * through as they are shown: a hit in what a reader must not see would tell a guess true.
 */
export async function findInSteps(
  { actor, db }: Ctx,
  trajectoryId: number,
  query: string,
  shown: (step: Step) => Step = (step) => step,
): Promise<StepHits> {
  requireRole(actor, "viewer");
  if (!isRowId(trajectoryId) || query === "" || query.length > longestQuery) {
    return { hits: [], total: 0, isComplete: true };
  }
  const escaped = JSON.stringify(query).slice(1, -1);
  const pattern = new RegExp(RegExp.escape(query), "giu");
  const hits: StepHit[] = [];
  let total = 0;
  let last = 0;
  while (true) {
    const rows = await db
      .select({ number: trajectorySteps.number, body: trajectorySteps.body })
      .from(trajectorySteps)
      .where(
        and(
          eq(trajectorySteps.trajectoryId, trajectoryId),
          gt(trajectorySteps.number, last),
          // `strpos` takes the text as it is, and its time does not grow with the query.
          sql`strpos(lower(${trajectorySteps.body}), lower(${escaped})) > 0`,
        ),
      )
      .orderBy(asc(trajectorySteps.number))
      .limit(stepsPerRead);
    for (const { number, body } of rows) {
      const hit = findInStep(shown(readStoredStep(body)), pattern);
      if (!hit) continue;
      hits.push({ number, ...hit });
      total += hit.count;
      if (total >= mostHits) return { hits, total, isComplete: false };
    }
    last = rows.at(-1)?.number ?? last;
    if (rows.length < stepsPerRead) return { hits, total, isComplete: true };
  }
}

function findInStep(step: Step, pattern: RegExp): Omit<StepHit, "number"> | undefined {
  let count = 0;
  let around = "";
  for (const { text } of listTexts(step)) {
    for (const { index } of text.matchAll(pattern)) {
      if (count === 0) around = excerpt(text.slice(Math.max(0, index - 40)), excerptLength);
      count++;
      if (count === mostHits) return { count, excerpt: around };
    }
  }
  return count === 0 ? undefined : { count, excerpt: around };
}
