import { sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { taskTexts } from "#lib/db/schema";
import { wordsToMark } from "#lib/lists/search";

/** Where a search found a task: some text around the first hit. */
export interface TextMatch {
  readonly field: string;
  readonly text: string;
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

/** Characters of each text that are looked through; a row without a hit in them shows none. */
const searched = 100_000;
const before = 60;
const length = 240;

/**
 * The first place of each task where the words stand: the beginning of a word before the inside of one, the issue before
 * the tests, the tests before the patches.
 */
export async function findMatches(
  { actor, db }: Ctx,
  ids: readonly number[],
  q: string,
): Promise<Map<number, TextMatch>> {
  requireRole(actor, "viewer");
  const terms = wordsToMark(q).slice(0, 8);
  if (ids.length === 0 || terms.length === 0) return new Map();
  const named = sql.join(
    terms.map((term, rank) => sql`(${rank}::int, ${term}::text, ${`\\m${RegExp.escape(term)}`}::text)`),
    sql`, `,
  );
  const rows = await db.execute<{ id: number; field: string; text: string; start: number; size: number }>(sql`
    select distinct on (id) id, field, substring(body from start for ${length}) as text, start, char_length(body) as size
    from (
      select x.task_id as id, field, body, field_rank, term_rank, word_at = 0 as is_inside_word,
        greatest(1, coalesce(nullif(word_at, 0), strpos(lowered, term)) - ${before}::int) as start
      from ${taskTexts} x
      cross join lateral (values
        (1, 'issue', problem_statement), (2, 'hints', hints),
        (3, 'tests', array_to_string(fail_to_pass_tests || pass_to_pass_tests, E'\n')),
        (4, 'patch', patch), (5, 'test patch', test_patch)) as texts (field_rank, field, body)
      -- OFFSET 0 keeps each text from being lowered once per term.
      cross join lateral (select lower(left(body, ${searched})) offset 0) as low (lowered)
      cross join (values ${named}) as terms (term_rank, term, pattern)
      cross join lateral (
        select case when strpos(lowered, term) > 0 then regexp_instr(lowered, pattern) end offset 0) as found (word_at)
      where x.task_id in ${ids} and word_at is not null
    ) as hits
    order by id, is_inside_word, term_rank, field_rank`);
  return new Map(
    rows.map(({ id, field, text, start, size }) => [
      id,
      { field, text, isCutBefore: start > 1, isCutAfter: start - 1 + length < size },
    ]),
  );
}
