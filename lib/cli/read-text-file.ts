import { AppError } from "#lib/errors";
import { formatBytes } from "#lib/format";
import { detectFileKind, openBytes } from "#lib/imports/readers/byte-source";

const maxBytes = 256 * 1024 * 1024;

/**
 * The text of a file, plain or compressed. Bytes that are no UTF-8 become U+FFFD, for logs hold what programs print.
 * Throws `not_found` or `invalid` where it cannot be read as text of at most 256 MB.
 */
export async function readTextFile(path: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    const kind = await detectFileKind(path);
    if (kind === "parquet") throw new AppError("invalid", `${path} is a Parquet file; expected a text`);
    for await (const chunk of openBytes(path, kind).chunks) {
      parts.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes)
        throw new AppError("invalid", `${path} holds more than ${formatBytes(maxBytes)} of text`);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new AppError("not_found", `${path} cannot be read (${reason})`);
  }
  return Buffer.concat(parts)
    .toString("utf8")
    .replace(/^\ufeff/u, "");
}
