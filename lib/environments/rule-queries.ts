import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { Queryable } from "#lib/db/client";
import { auditEvents, environmentRules, environments, tasks } from "#lib/db/schema";
import type { RulePage, RuleRow, RuleTarget } from "#lib/environments/model";

export interface RuleListRequest {
  /** A part of the language, repository, version or instance id; empty for all. */
  readonly q: string;
  /** Only those that lead to this environment. */
  readonly environmentHash: string | null;
  /** The last id of the page before. */
  readonly after: number | null;
  readonly limit: number;
}

/** Those in force, by language, by repository, by task, each by name. */
export async function listRules({ actor, db }: Ctx, request: RuleListRequest): Promise<RulePage> {
  requireRole(actor, "viewer");
  const { q, environmentHash, after, limit } = request;
  const where = and(
    isNull(environmentRules.endedAt),
    environmentHash ? eq(environmentRules.environmentHash, environmentHash) : undefined,
    matchesWords(q),
  );
  const [rows, [counted]] = await Promise.all([
    selectRules(db, and(where, after === null ? undefined : isAfter(after)))
      .orderBy(listKey)
      .limit(limit + 1),
    db
      .select({ total: sql<number>`count(*)::int` })
      .from(environmentRules)
      .leftJoin(tasks, eq(tasks.id, environmentRules.taskId))
      .where(where),
  ]);
  const items = rows.slice(0, limit).map(asRule);
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: counted?.total ?? 0,
  };
}

export async function findRule({ actor, db }: Ctx, id: number): Promise<RuleRow | undefined> {
  requireRole(actor, "viewer");
  return selectRule(db, id);
}

export async function findCurrentRule({ actor, db }: Ctx, target: RuleTarget): Promise<RuleRow | undefined> {
  requireRole(actor, "viewer");
  return selectCurrentRule(db, target);
}

/** Every rule that a target has had, newest first; the last 200. */
export async function listRuleHistory({ actor, db }: Ctx, target: RuleTarget): Promise<RuleRow[]> {
  requireRole(actor, "viewer");
  return selectRuleHistory(db, target);
}

// For whoever has asked for the role already.

export async function selectRule(db: Queryable, id: number): Promise<RuleRow | undefined> {
  if (!Number.isInteger(id) || id < 1 || id > 2 ** 31 - 1) return undefined;
  const [row] = await selectRules(db, eq(environmentRules.id, id));
  return row && asRule(row);
}

export async function selectCurrentRule(db: Queryable, target: RuleTarget): Promise<RuleRow | undefined> {
  const [row] = await selectRules(db, and(isFor(target), isNull(environmentRules.endedAt)));
  return row && asRule(row);
}

export async function selectRuleHistory(db: Queryable, target: RuleTarget): Promise<RuleRow[]> {
  const rows = await selectRules(db, isFor(target)).orderBy(desc(environmentRules.id)).limit(200);
  return rows.map(asRule);
}

function isFor(target: RuleTarget): SQL | undefined {
  switch (target.scope) {
    case "task":
      return eq(environmentRules.taskId, target.taskId);
    case "repository":
      return and(
        eq(environmentRules.repo, target.repo),
        target.version === null ? isNull(environmentRules.version) : eq(environmentRules.version, target.version),
      );
    case "language":
      return eq(environmentRules.language, target.language);
  }
}

const columns = {
  id: environmentRules.id,
  taskId: environmentRules.taskId,
  dataset: tasks.dataset,
  instanceId: tasks.instanceId,
  repo: environmentRules.repo,
  version: environmentRules.version,
  language: environmentRules.language,
  environmentHash: environmentRules.environmentHash,
  environmentName: environments.name,
  createdBy: environmentRules.createdBy,
  createdAt: environmentRules.createdAt,
  endedAt: environmentRules.endedAt,
  endedBy: sql<string | null>`case when ${environmentRules.endedAt} is not null then (
    select a.actor from ${auditEvents} a
    where a.subject = 'environment_rule:' || ${environmentRules.id} and a.event = 'environment_rule.ended' limit 1) end`,
};

function selectRules(db: Queryable, where: SQL | undefined) {
  return db
    .select(columns)
    .from(environmentRules)
    .innerJoin(environments, eq(environments.hash, environmentRules.environmentHash))
    .leftJoin(tasks, eq(tasks.id, environmentRules.taskId))
    .where(where)
    .$dynamic();
}

type StoredRule = Awaited<ReturnType<typeof selectRules>>[number];

function asRule({ taskId, dataset, instanceId, repo, version, language, ...row }: StoredRule): RuleRow {
  if (taskId !== null && dataset !== null && instanceId !== null)
    return { ...row, target: { scope: "task", taskId, dataset, instanceId } };
  if (repo !== null) return { ...row, target: { scope: "repository", repo, version } };
  if (language !== null) return { ...row, target: { scope: "language", language } };
  throw new Error(`Rule ${row.id} is for nothing; a constraint of the database forbids that`);
}

/** What the list is sorted by, of a rule and its task under any name. */
function sortKey(rule: SQL, task: SQL): SQL {
  return sql`case when ${rule}.language is not null then 0 when ${rule}.repo is not null then 1 else 2 end,
    coalesce(${rule}.language, ${rule}.repo, ${task}.instance_id) collate "C",
    coalesce(${rule}.version, '') collate "C", ${rule}.id`;
}

const listKey = sortKey(sql`${environmentRules}`, sql`${tasks}`);

function isAfter(id: number): SQL {
  const last = sortKey(sql`r`, sql`t`);
  return sql`(${listKey}) > (
    select ${last} from ${environmentRules} r left join ${tasks} t on t.id = r.task_id where r.id = ${id})`;
}

function matchesWords(q: string): SQL | undefined {
  const text = q.trim().toLowerCase();
  if (text === "") return undefined;
  const found = [environmentRules.language, environmentRules.repo, environmentRules.version, tasks.instanceId].map(
    (column) => sql`strpos(lower(${column}), ${text}) > 0`,
  );
  return or(...found);
}
