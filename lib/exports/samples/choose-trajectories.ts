import { and, asc, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import type { Outcome } from "#lib/core/review/model";
import type { TrajectoryVerdict } from "#lib/core/trajectory/list";
import { trajectories } from "#lib/db/schema";
import type { SampleRequest } from "#lib/exports/samples/model";
import { trajectoryCondition } from "#lib/exports/trajectory-condition";

/** What is known of a trajectory before its steps are read. */
export interface Candidate {
  readonly id: number;
  readonly dataset: string;
  readonly instanceId: string;
  readonly taskId: number | null;
  readonly repo: string | null;
  readonly run: string | null;
  readonly attempt: number | null;
  readonly scaffold: string | null;
  readonly model: string | null;
  readonly exitStatus: string | null;
  /** Of a sub-agent: those of the trajectory that it is part of. */
  readonly verdict: TrajectoryVerdict | null;
  readonly decision: Outcome | null;
  readonly steps: number;
  readonly contentHash: string;
}

const pageSize = 2_000;

/**
 * The trajectories that a request chooses, by the names of their tasks and their content hashes, in the order of their
 * bytes: no two are alike in both and in their dataset. Holds a page at a time.
 */
export async function* chooseTrajectories(ctx: Ctx, request: SampleRequest): AsyncGenerator<readonly Candidate[]> {
  const matches = await trajectoryCondition(ctx, request);
  const withSubagents = request.options.subagents === "own";
  let last: Candidate | undefined;
  do {
    const page: readonly Candidate[] = await ctx.db
      .select(withSubagents ? { ...columns, verdict: ofRoot("verdict"), decision: ofRoot("decision") } : columns)
      .from(trajectories)
      .where(and(withSubagents ? isOfTreeOf(matches) : matches, last && isBehind(last)))
      .orderBy(asc(order.instanceId), asc(order.contentHash), asc(order.dataset))
      .limit(pageSize);
    if (page.length > 0) yield page;
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
}

const order = {
  instanceId: sql`${trajectories.instanceId} collate "C"`,
  contentHash: sql`${trajectories.contentHash} collate "C"`,
  dataset: sql`${trajectories.dataset} collate "C"`,
};

const columns = {
  id: trajectories.id,
  dataset: trajectories.dataset,
  instanceId: trajectories.instanceId,
  taskId: trajectories.taskId,
  repo: trajectories.repo,
  run: trajectories.run,
  attempt: trajectories.attempt,
  scaffold: trajectories.scaffold,
  model: trajectories.model,
  exitStatus: trajectories.exitStatus,
  verdict: trajectories.verdict,
  decision: trajectories.decision,
  steps: trajectories.steps,
  contentHash: trajectories.contentHash,
};

function isBehind({ instanceId, contentHash, dataset }: Candidate): SQL {
  return sql`(${order.instanceId}, ${order.contentHash}, ${order.dataset}) > (${instanceId}, ${contentHash}, ${dataset})`;
}

/** Those that match, and the sub-agents below them. */
function isOfTreeOf(matches: SQL | undefined): SQL {
  return sql`${trajectories.id} in (
    with recursive tree as (
      select ${trajectories.id} as id from ${trajectories} where ${matches}
      union all
      select child.id from ${trajectories} as child join tree on child.parent_id = tree.id)
    select id from tree)`;
}

function ofRoot<K extends "verdict" | "decision">(name: K): SQL<Candidate[K]> {
  const column = sql.identifier(name);
  // A select of one table would name its columns bare, which means another table's in here.
  const id = sql`${trajectories}.${sql.identifier("id")}`;
  return sql`(
    with recursive above as (
      select own.parent_id, own.${column} as value from ${trajectories} as own where own.id = ${id}
      union all
      select parent.parent_id, parent.${column} from ${trajectories} as parent join above on parent.id = above.parent_id)
    select value from above where parent_id is null)`;
}
