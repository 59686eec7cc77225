import { and, desc, eq, isNull, or } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { defaultEnvironment } from "#lib/core/environment/defaults";
import type { Database } from "#lib/db/client";
import { batchTasks, environmentRules, environments } from "#lib/db/schema";
import { environmentHash } from "#lib/sandbox/hash";

/** What names a task's environment: the nearest rule, the task's own row, or what is built in for its language. */
export const environmentSources = ["task", "version", "repository", "row", "language", "default"] as const;
export type EnvironmentSource = (typeof environmentSources)[number];

export interface TaskEnvironment {
  readonly hash: string;
  readonly name: string;
  readonly source: EnvironmentSource;
}

interface Subject {
  readonly id: number;
  readonly repo: string;
  readonly language: string | null;
  readonly version: string | null;
}

/**
 * The environment that the task is run in next, as far as it is written down: by the nearest rule, else the one it was last
 * run in. Null where it has neither yet, and the first run finds out.
 */
export async function findTaskEnvironment({ actor, db }: Ctx, task: Subject): Promise<TaskEnvironment | null> {
  requireRole(actor, "viewer");
  const [rules, last] = await Promise.all([listRules(db, task), findLast(db, task.id)]);
  const inForce = rules
    .filter(({ endedAt }) => endedAt === null)
    .toSorted((a, b) => environmentSources.indexOf(a.source) - environmentSources.indexOf(b.source));
  const near = inForce.find(({ source }) => source !== "language");
  const builtIn = task.language === null ? undefined : defaultEnvironment(task.language);
  const isDefault = builtIn !== undefined && last?.hash === environmentHash(builtIn);
  const isOwn = last !== undefined && !isDefault && rules.every(({ hash }) => hash !== last.hash);
  const found = near ?? (isOwn ? { ...last, source: "row" as const } : inForce[0]);
  if (found) return { hash: found.hash, name: found.name, source: found.source };
  return last && isDefault ? { ...last, source: "default" } : null;
}

/** The rules that hold or held for the task. */
async function listRules(db: Database, { id, repo, language, version }: Subject) {
  const isOfVersion = version === null ? undefined : eq(environmentRules.version, version);
  const found = await db
    .select({
      taskId: environmentRules.taskId,
      repo: environmentRules.repo,
      version: environmentRules.version,
      endedAt: environmentRules.endedAt,
      hash: environments.hash,
      name: environments.name,
    })
    .from(environmentRules)
    .innerJoin(environments, eq(environments.hash, environmentRules.environmentHash))
    .where(
      or(
        eq(environmentRules.taskId, id),
        and(eq(environmentRules.repo, repo), or(isNull(environmentRules.version), isOfVersion)),
        language === null ? undefined : eq(environmentRules.language, language),
      ),
    );
  return found.map((rule) => ({ ...rule, source: sourceOf(rule) }));
}

function sourceOf(rule: { taskId: number | null; repo: string | null; version: string | null }): EnvironmentSource {
  if (rule.taskId !== null) return "task";
  if (rule.version !== null) return "version";
  return rule.repo === null ? "language" : "repository";
}

async function findLast(db: Database, taskId: number): Promise<{ hash: string; name: string } | undefined> {
  const [row] = await db
    .select({ hash: environments.hash, name: environments.name })
    .from(batchTasks)
    .innerJoin(environments, eq(environments.hash, batchTasks.environmentHash))
    .where(eq(batchTasks.taskId, taskId))
    .orderBy(desc(batchTasks.startedAt))
    .limit(1);
  return row;
}
