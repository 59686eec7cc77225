import { createHash } from "node:crypto";
import { basename } from "node:path";
import { parsePredictions } from "#lib/core/prediction/parse-predictions";
import { AppError } from "#lib/errors";
import { checkPredictions } from "#lib/predictions/check-predictions";
import type { PredictionProblem, ReadPredictions } from "#lib/predictions/model";
import { readFileBytes } from "#lib/predictions/read-text";

export const maxPredictionBytes = 256 * 1024 * 1024;

/**
 * Reads predictions from a file: `preds.json`, JSON Lines or a JSON array, also compressed. What is no prediction is a
 * problem and the others are read; a file that holds none at all, or is no text, throws `invalid`.
 */
export async function readPredictionFile(path: string, fileName = basename(path)): Promise<ReadPredictions> {
  const bytes = await readFileBytes(path, fileName, maxPredictionBytes);
  const { value, problems } = parsePredictions(decode(bytes, fileName));
  const found = problems.map(({ line, expected, found }): PredictionProblem => {
    return { file: fileName, line, instanceId: null, field: null, expected, found };
  });
  const { kept, problems: unfit } = checkPredictions(fileName, value);
  return {
    fileName,
    fileHash: createHash("sha256").update(bytes).digest("hex"),
    predictions: kept,
    problems: [...found, ...unfit],
  };
}

/** A patch must come through byte for byte, so that bytes which are no text are refused and not replaced. */
function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("invalid", `${name} is no text in UTF-8; expected preds.json, JSON Lines or a JSON array`);
  }
}
