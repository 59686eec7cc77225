import { and, eq, isNull, sql } from "drizzle-orm";
import { type Actor, type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { Queryable } from "#lib/db/client";
import { environmentRules, environments, tasks } from "#lib/db/schema";
import type { RuleRow, RuleTarget } from "#lib/environments/model";
import { describeTarget, shortHash } from "#lib/environments/names";
import { selectCurrentRule, selectRule, selectRuleHistory } from "#lib/environments/rule-queries";
import { AppError, fail } from "#lib/errors";
import { formatUtcTime } from "#lib/format";

interface NewRule {
  readonly target: RuleTarget;
  readonly environmentHash: string;
}

/** Leads a target that has no rule to an environment; where it has one that leads elsewhere, that one comes back. */
export async function addRule(
  ctx: Ctx,
  { target, environmentHash }: NewRule,
): Promise<{ readonly state: "set" | "taken"; readonly rule: RuleRow }> {
  requireRole(ctx.actor, "curator");
  const current = await selectCurrentRule(ctx.db, target);
  if (current && current.environmentHash !== environmentHash) return { state: "taken", rule: current };
  return { state: "set", rule: await setRule(ctx, { target, environmentHash, ruleId: current?.id ?? null }) };
}

/**
 * Leads a target to an environment from now on; its rule until now stays as history. `ruleId` is the rule that was in force
 * when the decision was made, null for none: when it is not any more, somebody else was faster, and nothing changes.
 */
export async function setRule(
  { actor, db }: Ctx,
  { target, environmentHash, ruleId }: NewRule & { readonly ruleId: number | null },
): Promise<RuleRow> {
  requireRole(actor, "curator");
  return db.transaction(async (tx) => {
    await lockTarget(tx, target);
    await requireTask(tx, target);
    await requireEnvironment(tx, environmentHash);
    const current = await selectCurrentRule(tx, target);
    if ((current?.id ?? null) !== ruleId) throw await conflict(tx, target, current);
    return replaceRule(tx, actor, { target, environmentHash, current });
  });
}

/** Leads the target of a rule in force to another environment, inside a transaction of somebody who may. */
export async function moveRule(
  tx: Queryable,
  actor: Actor,
  { ruleId, environmentHash }: { readonly ruleId: number; readonly environmentHash: string },
): Promise<void> {
  const current = await lockRule(tx, ruleId);
  await replaceRule(tx, actor, { target: current.target, environmentHash, current });
}

/** Takes a rule out of force with none in its place. */
export async function endRule({ actor, db }: Ctx, { ruleId }: { readonly ruleId: number }): Promise<void> {
  requireRole(actor, "curator");
  await db.transaction(async (tx) => {
    const current = await lockRule(tx, ruleId);
    await end(tx, ruleId);
    await audit(tx, actor, "environment_rule.ended", `environment_rule:${ruleId}`, {
      target: describeTarget(current.target),
      environment: current.environmentHash,
    });
  });
}

async function replaceRule(
  tx: Queryable,
  actor: Actor,
  { target, environmentHash, current }: NewRule & { readonly current: RuleRow | undefined },
): Promise<RuleRow> {
  if (current?.environmentHash === environmentHash) return current;
  if (current) await end(tx, current.id);
  const [added] = await tx
    .insert(environmentRules)
    .values({ ...keyOf(target), environmentHash, createdBy: actor.name })
    .returning({ id: environmentRules.id });
  const rule = (added && (await selectRule(tx, added.id))) ?? fail("unavailable", "The rule was not kept. Try again.");
  await audit(tx, actor, "environment_rule.set", `environment_rule:${rule.id}`, {
    target: describeTarget(rule.target),
    environment: environmentHash,
    replaces: current?.id ?? null,
  });
  return rule;
}

async function end(tx: Queryable, ruleId: number): Promise<void> {
  const ended = await tx
    .update(environmentRules)
    .set({ endedAt: sql`now()` })
    .where(and(eq(environmentRules.id, ruleId), isNull(environmentRules.endedAt)))
    .returning({ id: environmentRules.id });
  if (ended.length === 0) fail("conflict", `Rule ${ruleId} was ended meanwhile. Look at it again.`);
}

/** A rule that is in force and stays so until the transaction ends it. */
async function lockRule(tx: Queryable, ruleId: number): Promise<RuleRow> {
  const { target } = (await selectRule(tx, ruleId)) ?? fail("not_found", `There is no rule ${ruleId}`);
  await lockTarget(tx, target);
  const current = await selectCurrentRule(tx, target);
  if (current?.id !== ruleId) throw await conflict(tx, target, current);
  return current;
}

/** Whoever changes the rule of a target holds this lock: a row that is not there yet cannot be locked. */
async function lockTarget(tx: Queryable, target: RuleTarget): Promise<void> {
  const name = JSON.stringify(["environment rule", keyOf(target)]);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

function keyOf(target: RuleTarget) {
  switch (target.scope) {
    case "task":
      return { taskId: target.taskId };
    case "repository":
      return { repo: target.repo, version: target.version };
    case "language":
      return { language: target.language };
  }
}

async function requireTask(tx: Queryable, target: RuleTarget): Promise<void> {
  if (target.scope !== "task") return;
  const found = await tx.$count(tasks, eq(tasks.id, target.taskId));
  if (found === 0) fail("not_found", `No task has the id ${target.taskId}`);
}

async function requireEnvironment(tx: Queryable, hash: string): Promise<void> {
  const found = await tx.$count(environments, eq(environments.hash, hash));
  if (found === 0) fail("not_found", `There is no environment ${shortHash(hash)}. Save it first.`);
}

/** What the loser of a race is told: how things stand now, and whose doing that is. */
async function conflict(tx: Queryable, target: RuleTarget, current: RuleRow | undefined): Promise<AppError> {
  if (current) {
    const { environmentName, environmentHash, createdBy, createdAt } = current;
    return new AppError(
      "conflict",
      `The rule for ${describeTarget(current.target)} changed: ${createdBy} set it to ${environmentName} (${shortHash(environmentHash)}) at ${formatUtcTime(createdAt)}. Look at it again, then decide.`,
    );
  }
  const [last] = await selectRuleHistory(tx, target);
  const by = last?.endedBy && last.endedAt ? `${last.endedBy} ended it at ${formatUtcTime(last.endedAt)}` : "it ended";
  return new AppError("conflict", `The rule changed: ${by}. Look at it again, then decide.`);
}
