import { join } from "node:path";
import type { Ctx } from "#lib/auth/actor";
import type { PolicyId } from "#lib/core/grading/policies";
import { type ImportedRuns, importRuns } from "#lib/predictions/import-runs";
import type { ImportedSet, PredictionProblem } from "#lib/predictions/model";
import { importPredictions } from "#lib/predictions/mutations";
import { readPredictionPath } from "#lib/predictions/read-path";
import { type HarnessInstance, writeHarnessFolder } from "#lib/predictions/testing/harness-folder";

interface EvaluatedSet {
  /** The run's folder. */
  readonly path: string;
  readonly set: ImportedSet;
  readonly runs: ImportedRuns;
  readonly problems: readonly PredictionProblem[];
}

/** A set of predictions with finished runs, by way of a harness's folder below `root`. */
export async function importEvaluated(
  ctx: Ctx,
  {
    root,
    dataset,
    instances,
    policy = "swebench-5",
  }: {
    readonly root: string;
    readonly dataset: string;
    readonly instances: readonly HarnessInstance[];
    readonly policy?: PolicyId;
  },
): Promise<EvaluatedSet> {
  const run = crypto.randomUUID();
  const path = await writeHarnessFolder(join(root, "run_evaluation"), { run, model: "vendor__model" }, instances);
  const [source] = await readPredictionPath(path);
  if (!source?.folder) throw new Error("The folder was not taken for a harness's");
  const [set] = await importPredictions(ctx, { dataset, name: "", model: "", ...source.read });
  if (!set) throw new Error("No set came out of the folder");
  const runs = await importRuns(ctx, { folder: source.folder, setId: set.id, policy });
  return { path, set, runs, problems: source.read.problems };
}
