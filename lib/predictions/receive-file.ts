import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";
import { formatBytes } from "#lib/format";
import type { ReadPredictions } from "#lib/predictions/model";
import { maxPredictionBytes, readPredictionFile } from "#lib/predictions/read-predictions";

/** Reads predictions out of a request's body: kept in a file for as long as it is read, and never longer than is allowed. */
export async function receivePredictions(
  body: AsyncIterable<Uint8Array> | null,
  fileName: string,
): Promise<ReadPredictions> {
  if (!body) throw new AppError("invalid", "The request has no body; send the file as it is");
  const folder = join(env().ASSAY_HOME, "tmp");
  await mkdir(folder, { recursive: true });
  const path = join(folder, `predictions-${crypto.randomUUID()}`);
  try {
    if ((await writeBody(path, body)) === 0) throw new AppError("invalid", "The file is empty");
    return await readPredictionFile(path, fileName);
  } finally {
    await rm(path, { force: true });
  }
}

async function writeBody(path: string, body: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, "w", 0o600);
  let sizeBytes = 0;
  try {
    for await (const part of body) {
      sizeBytes += part.length;
      if (sizeBytes > maxPredictionBytes) {
        throw new AppError(
          "invalid",
          `The file holds more than ${formatBytes(maxPredictionBytes)}; cut it into several`,
        );
      }
      await file.write(part);
    }
  } finally {
    await file.close();
  }
  return sizeBytes;
}
