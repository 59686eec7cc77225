import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "#lib/db/client";
import { trajectories, trajectorySearch } from "#lib/db/schema";
import { splitSearchQuery } from "#lib/lists/search";

/**
 * What the words of a search come to: conditions on trajectories. The words wanted must all be in one step; a trajectory
 * with an excluded word in any of its steps is left out.
 */
export interface SearchScope {
  /** Undefined where all match. */
  readonly matches: SQL | undefined;
  /** True where `matches` names only some of those that match: there are more than it is worth collecting. */
  readonly isPartial: boolean;
  /** Asks one trajectory after the other, which is quick where most match. */
  readonly probe: SQL | undefined;
}

/** So many matching steps are collected before a word is taken for a frequent one. */
export const collectedSteps = 8_000;

/** A word that is in more steps than are worth collecting gives a partial scope, unless it must be complete. */
export async function searchSteps(
  db: Database,
  q: string,
  { isComplete }: { readonly isComplete: boolean },
): Promise<SearchScope> {
  const { wanted, excluded } = splitSearchQuery(q);
  const left = excluded && notAmong((await collect(db, excluded, null)).ids);
  if (!wanted) return { matches: left, isPartial: false, probe: undefined };
  const { ids, isPartial } = await collect(db, wanted, isComplete ? null : collectedSteps);
  const named = eq(trajectories.instanceId, q.trim());
  return {
    matches: and(isAmong(ids, named), left),
    isPartial,
    probe: and(sql`(${hasStep(wanted)} or ${named})`, left),
  };
}

/** The conditions of a search on a trajectory that the query at hand reads. */
function hasStep(query: SQL): SQL {
  // OFFSET 0 keeps it a question asked row by row; as a join it would read every document.
  return sql`exists (
    select from ${trajectorySearch}
    where ${trajectorySearch.trajectoryId} = ${trajectories.id} and ${trajectorySearch.document} @@ ${query} offset 0)`;
}

function isAmong(ids: readonly number[], named: SQL): SQL {
  return sql`(${trajectories.id} = any(${arrayOf(ids)}) or ${named})`;
}

function notAmong(ids: readonly number[]): SQL | undefined {
  return ids.length > 0 ? sql`${trajectories.id} <> all(${arrayOf(ids)})` : undefined;
}

function arrayOf(ids: readonly number[]): SQL {
  return sql`${`{${ids.join(",")}}`}::int[]`;
}

/**
 * The trajectories of the first matching steps. PostgreSQL takes a match for as cheap as a comparison of numbers and would
 * test documents one by one; here it has only the index to use.
 */
function collect(db: Database, query: SQL, most: number | null) {
  return db.transaction(async (transaction) => {
    await transaction.execute(sql`
      select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
        set_config('max_parallel_workers_per_gather', '0', true)`);
    const [found] = await transaction.execute<{ ids: number[] | null; steps: number }>(sql`
      select array_agg(id) as ids, coalesce(sum(steps), 0)::int as steps from (
        select trajectory_id as id, count(*) as steps from (
          select ${trajectorySearch.trajectoryId} as trajectory_id from ${trajectorySearch}
          where ${trajectorySearch.document} @@ ${query} ${most === null ? sql`` : sql`limit ${most}`}) as matching
        group by trajectory_id) as grouped`);
    // Within a larger transaction they would hold until its end.
    await transaction.execute(sql`
      select set_config(name, reset_val, true) from pg_settings
      where name in ('enable_seqscan', 'enable_indexscan', 'max_parallel_workers_per_gather')`);
    return { ids: found?.ids ?? [], isPartial: most !== null && (found?.steps ?? 0) >= most };
  });
}
