import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Ctx } from "#lib/auth/actor";
import { AppError } from "#lib/errors";
import type { ImportOptions, ImportPreview, ImportRow } from "#lib/imports/model";
import { openImport } from "#lib/imports/mutations";
import { previewImport } from "#lib/imports/preview-import";
import { type ImportFile, listImportFiles } from "#lib/imports/readers/list-import-files";
import { type RunOptions, runImport } from "#lib/imports/run-import";

/** Imports a file of this machine, or every file of records in a folder, one import each. */
export async function* importPath(
  ctx: Ctx,
  path: string,
  options: ImportOptions,
  run: RunOptions,
): AsyncGenerator<ImportRow> {
  for (const file of await requireFiles(path)) {
    const id = await openImport(
      ctx,
      { name: file.name, sizeBytes: file.sizeBytes, hash: await hashFile(file.path) },
      options,
    );
    yield await runImport(ctx, id, file.path, run);
  }
}

export async function* previewPath(
  ctx: Ctx,
  path: string,
  options: ImportOptions,
  signal: AbortSignal,
): AsyncGenerator<ImportPreview & { fileName: string }> {
  for (const file of await requireFiles(path)) {
    yield { fileName: file.name, ...(await previewImport(ctx, file.path, options, signal)) };
  }
}

async function requireFiles(path: string): Promise<readonly ImportFile[]> {
  const files = await listImportFiles(path).catch((error: NodeJS.ErrnoException) => {
    throw new AppError("not_found", `${path} cannot be read (${error.code ?? error.message})`);
  });
  if (files.length === 0)
    throw new AppError("not_found", `${path} has no files of records (.jsonl, .json, .parquet, also .gz or .zst)`);
  return files;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
