import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Prediction } from "#lib/core/prediction/model";
import { AppError } from "#lib/errors";
import { checkPredictions } from "#lib/predictions/check-predictions";
import type { InstanceFiles, RunFolder } from "#lib/predictions/find-run-folders";
import type { PredictionProblem, ReadPredictions } from "#lib/predictions/model";
import { readFileBytes } from "#lib/predictions/read-text";

export const maxLogBytes = 64 * 1024 * 1024;
const maxPatchBytes = 10_000_000;

/** The patches of a run folder as predictions of its model. An instance whose patch is not there is a problem. */
export async function readRunFolder({ path, model, runId, instances }: RunFolder): Promise<ReadPredictions> {
  const fileName = `${runId}/${basename(path)}`;
  const hash = createHash("sha256");
  const predictions: Prediction[] = [];
  const problems: PredictionProblem[] = [];
  for (const instance of instances) {
    const read = await readPatch(instance, fileName);
    if ("problem" in read) {
      problems.push(read.problem);
      continue;
    }
    predictions.push({ instanceId: instance.instanceId, model, patch: read.bytes.toString("utf8") });
    hash.update(JSON.stringify([instance.instanceId, read.bytes.length])).update(read.bytes);
    await addResults(hash, instance);
  }
  const { kept, problems: unfit } = checkPredictions(fileName, predictions);
  return { fileName, fileHash: hash.digest("hex"), predictions: kept, problems: [...problems, ...unfit] };
}

async function readPatch(
  { instanceId, patch }: InstanceFiles,
  fileName: string,
): Promise<{ readonly bytes: Buffer } | { readonly problem: PredictionProblem }> {
  const problem = { file: fileName, line: null, instanceId, field: "patch.diff" };
  if (patch === null)
    return { problem: { ...problem, expected: "the patch beside its results", found: "no such file" } };
  try {
    const bytes = await readFileBytes(patch, "patch.diff", maxPatchBytes);
    return isUtf8(bytes) ? { bytes } : { problem: { ...problem, expected: "text in UTF-8", found: "other bytes" } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: { ...problem, expected: "a patch that can be read", found: error.message } };
  }
}

/** Another result for the same patch is another run. */
async function addResults(hash: ReturnType<typeof createHash>, { report, testOutput }: InstanceFiles): Promise<void> {
  for (const path of [report, testOutput]) {
    if (path === null) continue;
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    hash.update("\0");
  }
}
