import { AppError } from "#lib/errors";
import { formatBytes } from "#lib/format";
import { detectFileKind, isDamagedData, openBytes } from "#lib/imports/readers/byte-source";

/**
 * The bytes of a file, decompressed where it is gzip or zstd. Throws `not_found` or `invalid`, with the file's name in
 * the message, where it cannot be read or holds more than `maxBytes`.
 */
export async function readFileBytes(path: string, name: string, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    const kind = await detectFileKind(path);
    if (kind === "parquet") throw new AppError("invalid", `${name} is a Parquet file; expected JSON`);
    const source = openBytes(path, kind);
    try {
      for await (const chunk of source.chunks) {
        parts.push(chunk);
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes) {
          throw new AppError("invalid", `${name} holds more than ${formatBytes(maxBytes)}; cut it into several`);
        }
      }
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (isDamagedData(error)) throw new AppError("invalid", `${name} is damaged: ${error.message}`);
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new AppError("not_found", `${name} cannot be read (${reason})`);
  }
  return Buffer.concat(parts);
}
