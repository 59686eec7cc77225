import { asc, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import { outcomes } from "#lib/core/review/model";
import { storableText } from "#lib/core/storable-text";
import type { Queryable } from "#lib/db/client";
import { tasks, trajectories } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { formatAmount, formatCount } from "#lib/format";
import { writeDecisions } from "#lib/reviews/record-decision";
import { readSubjectChoice, type SubjectChoice, subjectChoiceSchema } from "#lib/reviews/subject-choice";

/** More at once would be more than somebody can answer for, and than one request should carry. */
const mostAtOnce = 50_000;

export const bulkDecisionSchema = z.object({
  choice: subjectChoiceSchema,
  outcome: z.enum(outcomes),
  reason: storableText().trim().min(1, "Say why").max(2000),
  /** What `previewDecisions` gave: exactly these, as they were then, are decided. */
  seen: storableText().max(2_000_000),
});
export type BulkDecision = z.input<typeof bulkDecisionSchema>;

export interface DecisionPreview {
  readonly count: number;
  /** How many have that outcome already. */
  readonly already: Readonly<Record<"approved" | "rejected", number>>;
  /** For `decideMany`: which ones, and what state each is in. */
  readonly seen: string;
}

/** What a decision about all that is chosen would be about. */
export async function previewDecisions(
  ctx: Ctx,
  choice: z.output<typeof subjectChoiceSchema>,
): Promise<DecisionPreview> {
  requireRole(ctx.actor, "curator");
  const rows = await listChosen(ctx.db, choice.subject, await readSubjectChoice(ctx, choice), { isLocking: false });
  const having = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return {
    count: rows.length,
    already: { approved: having("approved"), rejected: having("rejected") },
    seen: formatSeen(rows),
  };
}

/**
 * One decision about each of the tasks or trajectories that were seen, in a fixed number of statements. When any of them
 * changed since, or others match by now, nothing is decided and the conflict says how many. Gives what to undo it by.
 */
export async function decideMany(
  ctx: Ctx,
  { choice, outcome, reason, seen }: z.output<typeof bulkDecisionSchema>,
): Promise<{ bulkId: string; count: number }> {
  const { actor, db } = ctx;
  requireRole(actor, "curator");
  const chosen = await readSubjectChoice(ctx, choice);
  const kind = choice.subject === "tasks" ? "task" : "trajectory";
  return db.transaction(async (tx) => {
    const rows = await listChosen(tx, choice.subject, chosen, { isLocking: true });
    requireSame(parseSeen(seen), rows, kind);
    const bulkId = crypto.randomUUID();
    const ids = sql.param(rows.map(({ id }) => id));
    const set = { kind, origin: "bulk", reason, project: null, rule: null, bulkId } as const;
    const given = sql`select id as subject, null::int as item, ${outcome}::text as outcome, null::text as hash,
      null::text as form, '{}'::jsonb as answers from unnest(${ids}::int[]) as ids (id)`;
    const written = await writeDecisions(tx, actor, set, given);
    if (written.length !== rows.length) fail("conflict", "Some of them were removed meanwhile. Look at them again.");
    await audit(tx, actor, `bulk_decision.${outcome}`, `bulk_decision:${bulkId}`, {
      [choice.subject]: rows.length,
      filter: chosen.filter,
      reason,
    });
    return { bulkId, count: rows.length };
  });
}

interface ChosenRow {
  readonly id: number;
  /** Another one where the row changed. */
  readonly stamp: string;
  readonly outcome: string | null;
}

async function listChosen(
  db: Queryable,
  subject: "tasks" | "trajectories",
  { where }: SubjectChoice,
  { isLocking }: { readonly isLocking: boolean },
): Promise<readonly ChosenRow[]> {
  const query = subject === "tasks" ? selectTasks(db, where) : selectTrajectories(db, where);
  const rows: readonly ChosenRow[] = await (isLocking ? query.for("update") : query);
  if (rows.length === 0) fail("invalid", "Nothing is chosen.");
  if (rows.length > mostAtOnce)
    fail("invalid", `More than ${formatCount(mostAtOnce)} are chosen. Narrow the filter and decide in parts.`);
  return rows;
}

function selectTasks(db: Queryable, where: SQL | undefined) {
  return db
    .select({
      id: tasks.id,
      // A run moves the status on without a new revision.
      stamp: sql<string>`${tasks.revision} || '-' || ${tasks.status}`,
      outcome: sql<string | null>`${tasks.status}`,
    })
    .from(tasks)
    .where(where)
    .orderBy(asc(tasks.id))
    .limit(mostAtOnce + 1);
}

/** Nothing but its decision changes about a trajectory. */
function selectTrajectories(db: Queryable, where: SQL | undefined) {
  return db
    .select({
      id: trajectories.id,
      stamp: sql<string>`coalesce(${trajectories.decision}, '-')`,
      outcome: sql<string | null>`${trajectories.decision}`,
    })
    .from(trajectories)
    .where(where)
    .orderBy(asc(trajectories.id))
    .limit(mostAtOnce + 1);
}

function formatSeen(rows: readonly ChosenRow[]): string {
  return rows.map(({ id, stamp }) => `${id}:${stamp}`).join(" ");
}

function parseSeen(seen: string): ReadonlyMap<number, string> {
  const pairs = seen.split(" ").map((pair): [number, string] => {
    const [id = "", stamp = ""] = pair.split(":");
    return [Number(id), stamp];
  });
  return new Map(pairs);
}

function requireSame(seen: ReadonlyMap<number, string>, rows: readonly ChosenRow[], kind: string): void {
  const plural = kind === "task" ? "tasks" : "trajectories";
  const changed = rows.filter(({ id, stamp }) => seen.has(id) && seen.get(id) !== stamp).length;
  const added = rows.filter(({ id }) => !seen.has(id)).length;
  const left = seen.size - (rows.length - added);
  if (changed + added + left === 0) return;
  const parts = [
    changed > 0 ? `${formatCount(changed)} changed` : null,
    added > 0 ? `${formatCount(added)} came to match` : null,
    left > 0 ? `${formatCount(left)} no longer match` : null,
  ].filter((part) => part !== null);
  fail(
    "conflict",
    `Nothing was decided: of the ${formatAmount(seen.size, kind, plural)} you looked at, ${parts.join(", ")}. Look at them again.`,
  );
}
