import { hostname } from "node:os";
import { imageSpecOf } from "#lib/core/environment/model";
import type { Database } from "#lib/db/client";
import { batchTasks } from "#lib/db/schema";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";
import { type Claim, isClaimed } from "#lib/runner/claim-task";
import type { TaskEnd } from "#lib/runner/finish-task";
import { beginImage, endLook, findFailure, keepBuild } from "#lib/runner/image-books";
import type { Subject } from "#lib/runner/load-subject";
import { locateRepository } from "#lib/runner/locate-repository";
import { pruneImages } from "#lib/runner/prune-images";
import { type ResolvedEnvironment, resolveEnvironment } from "#lib/runner/resolve-environment";
import type { Sandbox, SandboxImage } from "#lib/sandbox/port";
import { ensureCommit, type MirroredCommit } from "#lib/sources/git-mirror";

const gigabyte = 1_000_000_000;

/** All that the runs of a task share. */
export interface PreparedTask {
  readonly environment: ResolvedEnvironment;
  readonly image: SandboxImage;
  readonly commit: MirroredCommit;
}

/** Finds the environment, builds its image and fetches the repository; or says at which step the task stops, and why. */
export async function prepareTask(
  db: Database,
  sandbox: Sandbox,
  claim: Claim,
  subject: Subject,
  signal: AbortSignal,
): Promise<PreparedTask | TaskEnd> {
  const { task, source } = subject;
  const environment = await resolveEnvironment(db, subject.taskId, task);
  if (!environment) {
    const language = task.language ?? "no known language";
    return stop("B.1", `No environment is set for ${task.repo}, and there is no default for ${language}.`);
  }
  await db.update(batchTasks).set({ environmentHash: environment.hash }).where(isClaimed(claim));
  const built = await ensureImage(db, sandbox, environment, claim.batchId, signal);
  if (!("image" in built)) return stop("B.2", `The image could not be built: ${built.reason}`);
  if (task.baseCommit === "") return stop("A.3", "The task names no base commit.");
  if (source === null) return stop("A.3", `Nothing says where the repository ${task.repo} can be fetched from.`);
  try {
    const home = env().ASSAY_HOME;
    const commit = await ensureCommit(await locateRepository(source), task.baseCommit, { home, signal });
    return { environment, image: built.image, commit };
  } catch (error) {
    // A forge that does not answer may answer later; a commit that is not there will not come.
    if (error instanceof AppError && error.code !== "unavailable") return stop("A.3", error.message);
    throw error;
  }
}

function stop(stage: "A.3" | "B.1" | "B.2", reason: string): TaskEnd {
  return { outcome: "stopped", stage, failureClass: "setup", reason, labels: null };
}

async function ensureImage(
  db: Database,
  sandbox: Sandbox,
  { spec, imageHash }: ResolvedEnvironment,
  batchId: string,
  signal: AbortSignal,
) {
  const key = { host: hostname(), driver: sandbox.driver, imageHash };
  const began = performance.now();
  const output: Uint8Array[] = [];
  await beginImage(db, key);
  const built = await sandbox.ensureImage(imageSpecOf(spec), {
    signal,
    onOutput: (chunk) => output.push(chunk),
    knownFailure: () => findFailure(db, key, batchId),
  });
  if (!built.isNew) await endLook(db, key, built);
  else {
    await keepBuild(db, key, built, { output: Buffer.concat(output), seconds: (performance.now() - began) / 1000 });
    await pruneImages(db, sandbox, env().ASSAY_IMAGE_DISK_GB * gigabyte);
  }
  return built;
}
