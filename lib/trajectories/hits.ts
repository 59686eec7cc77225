import { sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { excerptAround } from "#lib/core/text/excerpt";
import type { Step } from "#lib/core/trajectory/model";
import { listStepTexts } from "#lib/core/trajectory/step-texts";
import { trajectorySearch, trajectorySteps } from "#lib/db/schema";
import { splitSearchQuery, wordsToMark } from "#lib/lists/search";
import type { StepExcerpt, TrajectoryHits } from "#lib/trajectories/list-model";

/** How many of a trajectory's hits are shown, and how many are counted. */
const shownHits = 3;
export const countedHits = 99;

/** Words that are looked for in the texts of a step. */
const markedWords = 8;

/** Bytes; a step that is longer is not looked into. */
const longestBody = 300_000;

/** Where a search found each trajectory: its first steps that have the words, with some text around them. */
export async function findHits(
  { actor, db }: Ctx,
  ids: readonly number[],
  q: string,
): Promise<Map<number, TrajectoryHits>> {
  requireRole(actor, "viewer");
  const { wanted } = splitSearchQuery(q);
  if (ids.length === 0 || !wanted) return new Map();
  const rows = await db.execute<{ id: number; count: number; numbers: number[]; bodies: string[] }>(sql`
    select listed.id, hits.count, hits.numbers, array(
      select case when octet_length(body) <= ${longestBody} then body else '' end from ${trajectorySteps} s
      where s.trajectory_id = listed.id and s.number = any(hits.numbers) order by s.number) as bodies
    from unnest(${`{${ids.join(",")}}`}::int[]) as listed (id)
    cross join lateral (
      select count(*)::int as count, (array_agg(number order by number))[:${sql.raw(String(shownHits))}] as numbers from (
        select number from ${trajectorySearch} d where d.trajectory_id = listed.id and d.document @@ ${wanted}
        order by number limit ${countedHits + 1}) as matching) as hits
    where hits.count > 0`);
  const words = wordsToMark(q).slice(0, markedWords);
  return new Map(
    rows.map(({ id, count, numbers, bodies }) => [
      id,
      {
        count: Math.min(count, countedHits),
        exact: count <= countedHits,
        steps: numbers.map((number, index) => ({ number, excerpt: excerptOf(bodies[index] ?? "", words) })),
      },
    ]),
  );
}

/** Around the longest text that was looked for, in the first part of the step that has it. */
function excerptOf(body: string, words: readonly string[]): StepExcerpt | null {
  if (body === "") return null;
  const texts = listStepTexts(readStep(body));
  for (const word of words) {
    for (const { field, text } of texts) {
      const excerpt = excerptAround(text, word);
      if (excerpt) return { field, ...excerpt };
    }
  }
  return null;
}

function readStep(body: string): Step {
  // Bodies are written by the import alone, from steps of this very type.
  return JSON.parse(body) as Step;
}
