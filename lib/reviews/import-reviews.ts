import { eq, sql } from "drizzle-orm";
import { type Actor, type Ctx, requireRole } from "#lib/auth/actor";
import { audit } from "#lib/auth/audit";
import type { ItemState } from "#lib/core/review/model";
import type { ReviewColumn } from "#lib/core/review/review-columns";
import type { Queryable } from "#lib/db/client";
import { datasets, reviewForms, reviewItems, reviewProjects, tasks, users } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { insertItems } from "#lib/reviews/add-items";
import type { ReviewImport, ReviewImportOptions } from "#lib/reviews/import-model";
import { findPlaces, isNamedIn, type Place } from "#lib/reviews/place-reviews";
import { type FileReview, type ReviewFile, readReviewFile } from "#lib/reviews/read-review-file";
import type { ReviewProblem } from "#lib/reviews/review-problem";
import { settleItems } from "#lib/reviews/settle-items";
import { findDiffering, writeReviews } from "#lib/reviews/write-reviews";

interface Source {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly fileName: string;
}

/**
 * Takes in reviews that were made elsewhere, as submitted ones under the names of those who made them, and settles the
 * items that have all their reviews by it. The same file again changes nothing. A dry run does all of it and takes it
 * back, so that what it says is what would come of it.
 */
export async function importReviews(
  ctx: Ctx,
  options: ReviewImportOptions,
  { chunks, fileName }: Source,
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<ReviewImport> {
  requireRole(ctx.actor, "curator");
  const { form, project } = await requireProject(ctx.db, options.project);
  const file = await readReviewFile(chunks, fileName, form, options.reviewer);
  try {
    return await ctx.db.transaction(async (tx) => {
      const result = await importFile(tx, ctx.actor, options, { ...file, formHash: project.formHash });
      if (isDryRun) throw new TakenBack(result);
      return { ...result, isDryRun };
    });
  } catch (error) {
    if (error instanceof TakenBack) return { ...error.result, isDryRun };
    throw error;
  }
}

/** Ends a transaction whose result is all that was wanted of it. */
class TakenBack extends Error {
  readonly result: Omit<ReviewImport, "isDryRun">;

  constructor(result: Omit<ReviewImport, "isDryRun">) {
    super("A dry run is taken back");
    this.result = result;
  }
}

async function requireProject(db: Queryable, slug: string) {
  const [project] = await db
    .select({ project: reviewProjects, form: reviewForms.spec })
    .from(reviewProjects)
    .innerJoin(reviewForms, eq(reviewForms.hash, reviewProjects.formHash))
    .where(eq(reviewProjects.slug, slug));
  if (!project) return fail("not_found", `There is no project of review called ${slug}`);
  if (project.project.subject !== "tasks")
    return fail(
      "invalid",
      `${slug} reviews trajectories, and a file of reviews names tasks. Import into a project of tasks.`,
    );
  if (project.project.state === "closed")
    return fail("conflict", `${slug} is closed. Open it again to import reviews into it.`);
  return project;
}

async function importFile(
  tx: Queryable,
  actor: Actor,
  options: ReviewImportOptions,
  file: ReviewFile & { readonly formHash: string },
): Promise<Omit<ReviewImport, "isDryRun">> {
  // Two imports at once would give the same positions to their items.
  await tx.select().from(reviewProjects).where(eq(reviewProjects.slug, options.project)).for("update");
  const { project } = await requireProject(tx, options.project);
  if (project.formHash !== file.formHash)
    fail("conflict", `The form of ${options.project} was changed meanwhile. Import the file again.`);
  const dataset = options.dataset ?? (await datasetOf(tx, options.project));
  if ((await tx.$count(datasets, eq(datasets.slug, dataset))) === 0)
    fail("not_found", `There is no dataset called ${dataset}`);
  const { kept, problems } = await withoutAccounts(tx, file);
  const itemsAdded = options.addsItems ? await insertItems(tx, project, isNamedIn(dataset, kept)) : 0;
  const places = await findPlaces(tx, options.project, dataset, kept);
  const placed = kept.flatMap((review) => {
    const place = places.get(review.instanceId);
    return place?.item ? [{ ...review, item: place.item }] : [];
  });
  const added = await writeReviews(tx, actor, project, file, placed);
  const addedItems = [...new Set(added.map(({ item }) => item.id))].sort((one, other) => one - other);
  const before = await findStates(tx, addedItems);
  await settleItems(tx, actor, project.slug, addedItems);
  const settled = [...(await findStates(tx, addedItems))].filter(([id, state]) => state !== before.get(id));
  const differing = await findDiffering(tx, placed, added);
  const namesOf = (isMeant: (place: Place) => boolean) =>
    [...new Set(kept.map(({ instanceId }) => instanceId))]
      .filter((id) => isMeant(places.get(id) ?? { isTask: false, item: null }))
      .sort();
  const result = {
    project: options.project,
    dataset,
    fileName: file.fileName,
    columns: file.columns.map(({ column, target }) => ({ column, use: describeUse(target) })),
    reviews: kept.length,
    reviewers: new Set(kept.map(({ reviewer }) => reviewer)).size,
    added: added.length,
    unchanged: placed.length - added.length - differing.length,
    itemsAdded,
    decided: settled.filter(([, state]) => state === "decided").length,
    disputed: settled.filter(([, state]) => state === "disputed").length,
    differing,
    notInProject: namesOf(({ isTask, item }) => isTask && item === null),
    unknown: namesOf(({ isTask }) => !isTask),
    problems,
  };
  if (added.length > 0 || itemsAdded > 0) {
    const { fileName, fileHash } = file;
    await audit(tx, actor, "reviews.imported", `review_project:${options.project}`, {
      fileName,
      fileHash,
      reviews: added.length,
      items: itemsAdded,
    });
  }
  return result;
}

async function datasetOf(tx: Queryable, project: string): Promise<string> {
  const found = await tx
    .selectDistinct({ dataset: tasks.dataset })
    .from(reviewItems)
    .innerJoin(tasks, eq(tasks.id, reviewItems.taskId))
    .where(eq(reviewItems.project, project))
    .orderBy(tasks.dataset);
  const [only, ...others] = found.map(({ dataset }) => dataset);
  if (only !== undefined && others.length === 0) return only;
  return fail(
    "invalid",
    only === undefined
      ? `${project} has no tasks left. Say which dataset the file's tasks are of.`
      : `${project} has tasks of ${[only, ...others].join(", ")}. Say which of these the file's tasks are of.`,
  );
}

/** The name of somebody who has an account here would make their own reviews of what a file says. */
async function withoutAccounts(
  tx: Queryable,
  { fileName, reviews: read, problems }: ReviewFile,
): Promise<{ kept: readonly FileReview[]; problems: readonly ReviewProblem[] }> {
  const names = sql.param([...new Set(read.map(({ reviewer }) => reviewer.toLowerCase()))]);
  const found = await tx.select({ id: users.id }).from(users).where(sql`${users.id}::text = any(${names}::text[])`);
  const accounts = new Set(found.map(({ id }) => id));
  const isAccount = ({ reviewer }: FileReview) => accounts.has(reviewer.toLowerCase());
  const refused = read.filter(isAccount).map(({ line, reviewer }) => ({
    file: fileName,
    line,
    field: "user_id",
    expected: "the name of a reviewer from elsewhere",
    found: `the id of an account of this Assay, ${reviewer}`,
    advice: "Give the reviewer another name.",
  }));
  return { kept: read.filter((review) => !isAccount(review)), problems: [...problems, ...refused] };
}

async function findStates(tx: Queryable, itemIds: readonly number[]): Promise<ReadonlyMap<number, ItemState>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: reviewItems.id, state: reviewItems.state })
    .from(reviewItems)
    .where(sql`${reviewItems.id} = any(${sql.param(itemIds)}::int[])`);
  return new Map(rows.map(({ id, state }) => [id, state]));
}

function describeUse(target: ReviewColumn["target"]): string | null {
  switch (target.kind) {
    case "instance":
      return "the task";
    case "reviewer":
      return "who reviewed it";
    case "value":
      return target.question.label;
    case "note":
      return `Note on: ${target.question.label}`;
    case "unused":
      return null;
  }
}
