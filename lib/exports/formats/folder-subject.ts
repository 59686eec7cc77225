import { eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { pathNameOf } from "#lib/core/export/path-name";
import type { FolderSubject } from "#lib/core/export/task-folder";
import { findParsers } from "#lib/core/test-log/registry";
import { datasets } from "#lib/db/schema";
import type { ChosenTask } from "#lib/exports/formats/choose-tasks";
import type { ExportTask } from "#lib/exports/live-tasks";
import { EnvironmentFinder } from "#lib/exports/task-environments";

/** What a folder needs, or why the task can have none. */
export type FolderOutcome =
  | { readonly ok: true; readonly subject: FolderSubject; readonly parser: string }
  | { readonly ok: false; readonly reason: string };

/** Prepares one task after the other of a dataset to become folders. */
export async function openFolders(
  ctx: Ctx,
  dataset: string,
): Promise<(task: ChosenTask, batch: readonly ExportTask[]) => Promise<FolderOutcome>> {
  const finder = new EnvironmentFinder(ctx);
  const [row] = await ctx.db.select({ forgeUrl: datasets.forgeUrl }).from(datasets).where(eq(datasets.slug, dataset));
  const forgeUrl = row?.forgeUrl ?? null;
  return async (chosen, batch) => {
    const { task, lists, environment: named } = chosen;
    const folder = pathNameOf(task.instanceId);
    if (folder === null) return refuse("its name cannot be a folder's");
    const environment = await finder.find(chosen, batch);
    if (!environment) return refuse("no environment is known");
    // Images that came with a task hold its repository: they are the ones whose work folder tests may write.
    const hasRepository = environment.writable.includes(environment.workdir);
    const place = hasRepository ? null : repositoryPlace(forgeUrl, task.repo, task.baseCommit);
    if (typeof place === "string") return refuse(place);
    const { eval_script: script, log_parser: rowParser } = task.extra;
    const isOwnEnvironment = hasRepository && (named === null || named.isGeneral);
    const [parser] = [environment.parser, `parse_log_${environment.parser}`].flatMap(findParsers);
    return {
      ok: true,
      parser: parser?.name ?? environment.parser,
      subject: {
        dataset,
        folder,
        task,
        failToPass: lists.failToPass,
        passToPass: lists.passToPass,
        environment,
        repositoryUrl: place?.url ?? null,
        evalScript: isOwnEnvironment && typeof script === "string" && script !== "" ? script : null,
        harnessParsers: [
          ...(isOwnEnvironment && typeof rowParser === "string" ? [rowParser] : []),
          ...(parser?.harnessNames ?? []),
        ],
      },
    };
  };
}

function refuse(reason: string): FolderOutcome {
  return { ok: false, reason };
}

/** Where to clone from, or why nobody could. */
function repositoryPlace(forgeUrl: string | null, repo: string, baseCommit: string): { readonly url: string } | string {
  if (forgeUrl === null) return "its repository is nowhere on the web, so that no image of it could be built elsewhere";
  if (!/^[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)+$/.test(repo)) return "its repository has no plain name";
  if (!/^[0-9a-f]{7,64}$/.test(baseCommit)) return "its base commit is none";
  return { url: `${forgeUrl}/${repo}` };
}
