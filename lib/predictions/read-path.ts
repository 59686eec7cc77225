import { stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#lib/errors";
import { findRunFolders, type RunFolder } from "#lib/predictions/find-run-folders";
import type { ReadPredictions } from "#lib/predictions/model";
import { readPredictionFile } from "#lib/predictions/read-predictions";
import { readRunFolder } from "#lib/predictions/read-run-folder";

/** Predictions, and where a harness ran them already, what it left of that. */
export interface PredictionSource {
  readonly read: ReadPredictions;
  readonly folder: RunFolder | null;
}

/** The names that agents give the file of their predictions. */
const fileNames = ["preds.json", "all_preds.jsonl", "predictions.jsonl", "predictions.json", "output.swebench.jsonl"];

/** Reads a file of predictions, an agent's folder with such a file in it, or the run folders of a harness. */
export async function readPredictionPath(path: string): Promise<PredictionSource[]> {
  if (!(await isFolder(path))) return [{ read: await readPredictionFile(path), folder: null }];
  const folders = await findRunFolders(path);
  const sources: PredictionSource[] = [];
  for (const folder of folders) sources.push({ read: await readRunFolder(folder), folder });
  if (sources.length > 0) return sources;
  for (const name of fileNames) {
    const file = join(path, name);
    if (await exists(file)) return [{ read: await readPredictionFile(file), folder: null }];
  }
  throw new AppError(
    "not_found",
    `${path} holds no predictions: expected <model>/<instance>/patch.diff as a harness writes it, or ${fileNames.join(", ")}`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new AppError("not_found", `${path} cannot be read (${error.code ?? error.message})`);
  });
  return found.isDirectory();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
