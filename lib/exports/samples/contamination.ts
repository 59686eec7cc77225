import { createHash } from "node:crypto";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { normalisePatch } from "#lib/core/sample/normalise-patch";
import { originOfRepo } from "#lib/core/sample/origin-of-repo";
import { repoOfInstance } from "#lib/core/test-log/repo-parsers";
import { findDataset } from "#lib/datasets/queries";
import { tasks, taskTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";
import type { Candidate } from "#lib/exports/samples/choose-trajectories";
import type { SampleOptions } from "#lib/exports/samples/model";

/** Tells why a trajectory is of a task that samples must not be of; null where it is of none. */
export interface Contamination {
  /** By what the lists know of it. */
  reasonFor(candidate: Candidate): string | null;
  /** By its task's solution and its own. */
  reasonForPatches(patches: readonly (string | null)[]): string | null;
  /** Whether `reasonForPatches` can find anything. */
  readonly comparesPatches: boolean;
}

const patchesPerRead = 500;

/** Reads the dataset that samples are kept apart from: its repositories, or its tasks' names and solutions. */
export async function readContamination(
  ctx: Ctx,
  { decontaminate: dataset, by }: Pick<SampleOptions, "decontaminate" | "by">,
): Promise<Contamination> {
  if (dataset === "") return none;
  if (!(await findDataset(ctx, dataset)))
    fail("not_found", `There is no dataset ${dataset} to keep the samples apart from`);
  const contamination = by === "repo" ? await byRepository(ctx, dataset) : await byInstance(ctx, dataset);
  return contamination ?? fail("invalid", `The dataset ${dataset} has no tasks to keep the samples apart from`);
}

const none: Contamination = { reasonFor: () => null, reasonForPatches: () => null, comparesPatches: false };

async function byRepository({ db }: Ctx, dataset: string): Promise<Contamination | null> {
  const rows = await db.selectDistinct({ repo: tasks.repo }).from(tasks).where(eq(tasks.dataset, dataset));
  const repos = new Set(rows.map(({ repo }) => originOfRepo(repo)));
  if (repos.size === 0) return null;
  return {
    ...none,
    reasonFor({ repo, instanceId }) {
      const own = repo ?? repoOfInstance(instanceId);
      if (own === null) return "Its repository is not known, so it cannot be kept apart";
      return repos.has(originOfRepo(own)) ? `${dataset} has tasks of its repository ${own}` : null;
    },
  };
}

async function byInstance(ctx: Ctx, dataset: string): Promise<Contamination | null> {
  const rows = await ctx.db.select({ instanceId: tasks.instanceId }).from(tasks).where(eq(tasks.dataset, dataset));
  const instanceIds = new Set(rows.map(({ instanceId }) => instanceId.toLowerCase()));
  if (instanceIds.size === 0) return null;
  const hashes = await readPatchHashes(ctx, dataset);
  return {
    comparesPatches: true,
    reasonFor: ({ instanceId }) =>
      instanceIds.has(instanceId.toLowerCase()) ? `${dataset} has a task of its name` : null,
    reasonForPatches(patches) {
      const isKnown = patches.some((patch) => {
        const hash = hashPatch(patch ?? "");
        return hash !== null && hashes.has(hash);
      });
      return isKnown ? `${dataset} has a task with the same patch` : null;
    },
  };
}

async function readPatchHashes({ db }: Ctx, dataset: string): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>();
  for (let last = 0; ; ) {
    const rows = await db
      .select({ id: tasks.id, patch: taskTexts.patch })
      .from(tasks)
      .innerJoin(taskTexts, eq(taskTexts.taskId, tasks.id))
      .where(and(eq(tasks.dataset, dataset), gt(tasks.id, last)))
      .orderBy(asc(tasks.id))
      .limit(patchesPerRead);
    for (const { patch } of rows) {
      const hash = hashPatch(patch);
      if (hash !== null) hashes.add(hash);
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < patchesPerRead) return hashes;
  }
}

function hashPatch(patch: string): string | null {
  const normal = normalisePatch(patch);
  return normal === null ? null : createHash("sha256").update(normal).digest("base64");
}

/** The gold patches of tasks, by the tasks' ids. */
export async function readGoldPatches({ db }: Ctx, taskIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db
    .select({ taskId: taskTexts.taskId, patch: taskTexts.patch })
    .from(taskTexts)
    .where(inArray(taskTexts.taskId, [...taskIds]));
  return new Map(rows.map(({ taskId, patch }) => [taskId, patch]));
}
