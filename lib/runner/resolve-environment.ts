import { and, eq, isNull, or, sql } from "drizzle-orm";
import { defaultEnvironment } from "#lib/core/environment/defaults";
import { environmentFromRow } from "#lib/core/environment/from-row";
import type { Environment } from "#lib/core/environment/model";
import type { Task } from "#lib/core/task/model";
import type { Queryable } from "#lib/db/client";
import { environmentRules, environments } from "#lib/db/schema";
import { type KeptEnvironment, keepEnvironment } from "#lib/runner/keep-environment";

export const environmentOrigins = ["task", "version", "repository", "row", "language", "default"] as const;
export type EnvironmentOrigin = (typeof environmentOrigins)[number];

export interface ResolvedEnvironment extends Pick<KeptEnvironment, "hash" | "imageHash"> {
  readonly spec: Environment;
  /** What named it: the nearest rule, the task's own row, or what is built in for its language. */
  readonly origin: EnvironmentOrigin;
}

type Subject = Pick<Task, "repo" | "version" | "language" | "testPatch" | "extra">;

/** The environment of a task: by the nearest rule, else from its row, else by its language; undefined where none fits. */
export async function resolveEnvironment(
  db: Queryable,
  taskId: number,
  task: Subject,
): Promise<ResolvedEnvironment | undefined> {
  const rules = await listRules(db, taskId, task);
  const near = rules.find(({ origin }) => origin !== "language");
  if (near) return near;
  const own = environmentFromRow(task);
  if (own.value) return keep(db, own.value, "row", `${task.repo} ${task.version ?? ""}`.trim());
  const general = rules[0];
  if (general) return general;
  const builtIn = task.language === null ? undefined : defaultEnvironment(task.language);
  return builtIn && keep(db, builtIn, "default", `${task.language} default`);
}

async function keep(db: Queryable, spec: Environment, origin: EnvironmentOrigin, name: string) {
  return { ...(await keepEnvironment(db, { name, spec, createdBy: "Assay" })), spec, origin };
}

/** The rules that hold for a task, nearest first. */
async function listRules(db: Queryable, taskId: number, task: Subject): Promise<ResolvedEnvironment[]> {
  const { repo, version, language } = task;
  const isOfVersion = version === null ? sql`false` : eq(environmentRules.version, version);
  const found = await db
    .select({
      taskId: environmentRules.taskId,
      repo: environmentRules.repo,
      version: environmentRules.version,
      hash: environments.hash,
      imageHash: environments.imageHash,
      spec: environments.spec,
    })
    .from(environmentRules)
    .innerJoin(environments, eq(environments.hash, environmentRules.environmentHash))
    .where(
      and(
        isNull(environmentRules.endedAt),
        or(
          eq(environmentRules.taskId, taskId),
          and(eq(environmentRules.repo, repo), or(isNull(environmentRules.version), isOfVersion)),
          language === null ? undefined : eq(environmentRules.language, language),
        ),
      ),
    );
  return found
    .map(({ taskId, repo, version, ...environment }) => ({
      ...environment,
      origin: originOf({ taskId, repo, version }),
    }))
    .toSorted((a, b) => environmentOrigins.indexOf(a.origin) - environmentOrigins.indexOf(b.origin));
}

function originOf(rule: { taskId: number | null; repo: string | null; version: string | null }): EnvironmentOrigin {
  if (rule.taskId !== null) return "task";
  if (rule.version !== null) return "version";
  return rule.repo === null ? "language" : "repository";
}
