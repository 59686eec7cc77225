import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import type { Answers } from "#lib/core/review/answers";
import type { DecisionOrigin, Outcome, OutcomeRule } from "#lib/core/review/model";
import type { Queryable } from "#lib/db/client";
import { auditEvents, reviewDecisions, tasks, taskTexts, trajectories } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { formatAmount } from "#lib/format";

export type DecisionSubject = { readonly taskId: number } | { readonly trajectoryId: number };
export type SubjectKind = "task" | "trajectory";

export interface NewDecision {
  readonly subject: DecisionSubject;
  readonly outcome: Outcome;
  readonly origin: DecisionOrigin;
  /** What the one who decides has seen; another content by now is a conflict. */
  readonly contentHash: string;
  readonly item?: {
    readonly id: number;
    readonly project: string;
    readonly rule: OutcomeRule;
    readonly formHash: string;
  };
  readonly answers?: Answers;
  readonly reason?: string;
}

/** What all decisions of a set have in common. */
export interface DecisionSet {
  readonly kind: SubjectKind;
  readonly origin: DecisionOrigin;
  readonly reason: string;
  readonly project: string | null;
  readonly rule: OutcomeRule | null;
  readonly bulkId: string | null;
}

export interface DecidedSubject {
  readonly subjectId: number;
  readonly itemId: number | null;
  readonly outcome: Outcome;
  readonly contentHash: string;
  /** Of the form that was answered. */
  readonly formHash: string | null;
  readonly answers: Answers;
}

/** Writes a decision down and lets its task or trajectory show it. Call it inside a transaction. */
export async function recordDecision(tx: Queryable, actor: Actor, decision: NewDecision): Promise<number> {
  const { subject, item, outcome, origin, contentHash, answers = {}, reason = "" } = decision;
  const [kind, subjectId] =
    "taskId" in subject ? (["task", subject.taskId] as const) : (["trajectory", subject.trajectoryId] as const);
  const { project = null, rule = null, formHash = null } = item ?? {};
  const set = { kind, origin, reason, project, rule, bulkId: null };
  const [id] = await recordDecisions(tx, actor, set, [
    { subjectId, itemId: item?.id ?? null, outcome, contentHash, formHash, answers },
  ]);
  return id ?? fail("conflict", "The decision was not written");
}

/** The same for many at once, in a fixed number of statements. All are written, or it throws. */
export async function recordDecisions(
  tx: Queryable,
  actor: Actor,
  set: DecisionSet,
  decided: readonly DecidedSubject[],
): Promise<number[]> {
  if (decided.length === 0) return [];
  const rows = decided.map(({ subjectId, itemId, outcome, contentHash, formHash, answers }) => ({
    subject: subjectId,
    item: itemId,
    outcome,
    hash: contentHash,
    form: formHash,
    answers,
  }));
  const given = sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
    as g(subject int, item int, outcome text, hash text, form text, answers jsonb)`;
  const ids = await writeDecisions(tx, actor, set, given);
  const lost = decided.length - ids.length;
  if (lost === 0) return ids;
  return decided.length === 1
    ? fail("conflict", `This ${set.kind} was removed or changed since it was looked at`)
    : fail("conflict", `${formatAmount(lost, `${set.kind} was`, `of them were`)} removed or changed meanwhile`);
}

/**
 * The outcome for each row of `given` (subject, item, outcome, hash, form, answers) whose subject still is what the hash
 * says; a null hash takes it as it is. Gives the ids of the decisions.
 */
export async function writeDecisions(tx: Queryable, actor: Actor, set: DecisionSet, given: SQL): Promise<number[]> {
  const isTask = set.kind === "task";
  await lockSubjects(tx, set.kind, sql`select subject from (${given}) as wanted`);
  const written = await tx.execute<{ id: number }>(sql`
    with given as materialized (${given}),
    standing as materialized (${
      isTask
        ? sql`select ${tasks.id} as id, ${tasks.status} as previous, ${taskTexts.contentHash} as content_hash
            from ${tasks} join ${taskTexts} on ${taskTexts.taskId} = ${tasks.id}`
        : sql`select ${trajectories.id} as id, ${trajectories.decision} as previous,
            ${trajectories.contentHash} as content_hash from ${trajectories}`
    } where ${isTask ? tasks.id : trajectories.id} in (select subject from given)),
    chosen as materialized (
      select given.*, standing.previous, standing.content_hash from given join standing on standing.id = given.subject
      where given.hash is null or given.hash = standing.content_hash),
    marked as (${
      isTask
        ? sql`update ${tasks} set status = chosen.outcome, revision = ${tasks.revision} + 1
            from chosen where ${tasks.id} = chosen.subject`
        : sql`update ${trajectories} set decision = chosen.outcome from chosen where ${trajectories.id} = chosen.subject`
    }),
    audited as (
      insert into ${auditEvents} (actor, event, subject, detail)
      select ${actor.name}, ${`${set.kind}.`}::text || outcome, ${`${set.kind}:`}::text || subject, jsonb_build_object(
        'origin', ${set.origin}::text, 'reason', ${set.reason}::text, 'project', ${set.project}::text,
        'bulk', ${set.bulkId}::text)
      from chosen order by subject)
    insert into ${reviewDecisions} (${isTask ? sql`task_id` : sql`trajectory_id`}, item_id, project, outcome, origin, rule,
      answers, reason, content_hash, form_hash, previous, bulk_id, decided_by)
    select subject, item, ${set.project}, outcome, ${set.origin}, ${set.rule}, answers, ${set.reason}, content_hash,
      form, previous, ${set.bulkId}::uuid, ${actor.name}
    from chosen order by subject returning id`);
  return written.map(({ id }) => id);
}

/** In the order of their ids, so that two who lock the same ones wait for each other. */
export async function lockSubjects(tx: Queryable, kind: SubjectKind, ids: SQL): Promise<void> {
  await tx.execute(
    kind === "task"
      ? sql`select from ${tasks} where ${tasks.id} in (${ids}) order by ${tasks.id} for update`
      : sql`select from ${trajectories} where ${trajectories.id} in (${ids}) order by ${trajectories.id} for update`,
  );
}
