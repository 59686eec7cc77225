import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { datasets, environmentRules, tasks } from "#lib/db/schema";
import { type DemoLibrary, readDemoLibraries } from "#lib/environments/demo-libraries";
import { saveEnvironment } from "#lib/environments/mutations";
import { addRule } from "#lib/environments/rule-mutations";
import { setRepositorySource } from "#lib/environments/source-mutations";
import { findRepositorySource } from "#lib/environments/source-queries";
import { AppError } from "#lib/errors";
import { ensureDataset } from "#lib/imports/ensure-dataset";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";

const demo = {
  slug: "demo",
  title: "Demo corpus",
  description: "Forty fixes of four small libraries that were written for Assay, two in Python and two in JavaScript.",
  forgeUrl: null,
};

/** Gives an installation without datasets something to look at. The number of its tasks, or null where there was no need. */
export async function loadDemoCorpus(ctx: Ctx): Promise<number | null> {
  if ((await ctx.db.$count(datasets)) > 0) return null;
  await ensureDataset(ctx, demo);
  const options = importOptionsSchema.parse({ dataset: demo.slug });
  let added = 0;
  for await (const row of importPath(ctx, join(process.cwd(), "demo", "tasks.jsonl"), options, {})) added += row.added;
  return added;
}

/**
 * Says for each library of the demo corpus how its tasks are tested and where its history comes from, unless somebody ever
 * made a rule for it: what was changed or taken away stays so. The number of libraries that it was said for.
 */
export async function ensureDemoEnvironments(ctx: Ctx): Promise<number> {
  let told = 0;
  for (const library of await readDemoLibraries()) {
    if (!(await isWaiting(ctx, library.repo))) continue;
    try {
      await tellEnvironment(ctx, library);
      told++;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  return told;
}

/** Another process starts at the same time and was faster. */
function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === "conflict";
}

async function isWaiting({ db }: Ctx, repo: string): Promise<boolean> {
  const [hasTasks, hasRules] = await Promise.all([
    db
      .select({ id: tasks.id })
      .from(tasks)
      .where(and(eq(tasks.dataset, demo.slug), eq(tasks.repo, repo)))
      .limit(1),
    db.select({ id: environmentRules.id }).from(environmentRules).where(eq(environmentRules.repo, repo)).limit(1),
  ]);
  return hasTasks.length > 0 && hasRules.length === 0;
}

async function tellEnvironment(ctx: Ctx, { name, repo, environment }: DemoLibrary): Promise<void> {
  if (!(await findRepositorySource(ctx, repo))) {
    await setRepositorySource(ctx, { repo, source: `demo:${name}`, seen: null });
  }
  const { hash } = await saveEnvironment(ctx, { name: repo, spec: environment });
  // Last, because it is what tells the next time that there is nothing left to do.
  await addRule(ctx, { target: { scope: "repository", repo, version: null }, environmentHash: hash });
}
