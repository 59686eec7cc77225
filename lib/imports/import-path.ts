import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Ctx } from "#lib/auth/actor";
import type { ImportKind } from "#lib/core/import-state";
import { AppError } from "#lib/errors";
import type { ImportOptions, ImportPreview, ImportRow } from "#lib/imports/model";
import { openImport } from "#lib/imports/mutations";
import { previewImport } from "#lib/imports/preview-import";
import { type ImportFile, listImportFiles } from "#lib/imports/readers/list-import-files";
import { type RunOptions, runImport } from "#lib/imports/run-import";
import { listTrajectoryFiles } from "#lib/imports/trajectories/open-sources";

/** Imports a file of this machine, or a folder: every file of tasks as an import of its own, trajectories as one. */
export async function* importPath(
  ctx: Ctx,
  path: string,
  options: ImportOptions,
  run: RunOptions,
): AsyncGenerator<ImportRow> {
  for (const { path: own, ...file } of await listParts(path, options.kind)) {
    const id = await openImport(ctx, { ...file, hash: await hashPath(own) }, options);
    yield await runImport(ctx, id, own, run);
  }
}

export async function* previewPath(
  ctx: Ctx,
  path: string,
  options: ImportOptions,
  signal: AbortSignal,
): AsyncGenerator<ImportPreview & { fileName: string }> {
  for (const { path: own, name } of await listParts(path, options.kind)) {
    yield { fileName: name, ...(await previewImport(ctx, own, options, signal, name)) };
  }
}

/** What is imported on its own. */
async function listParts(path: string, kind: ImportKind): Promise<readonly ImportFile[]> {
  if (kind === "tasks") return requireFiles(path, await listFiles(path, listImportFiles), ".jsonl, .json, .parquet");
  const files = await listFiles(path, listTrajectoryFiles);
  requireFiles(path, files, ".traj, .json, .jsonl, .parquet, .tar");
  return [{ path, name: basename(path), sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }];
}

async function listFiles(path: string, list: (path: string) => Promise<readonly ImportFile[]>) {
  return list(path).catch((error: NodeJS.ErrnoException) => {
    throw new AppError("not_found", `${path} cannot be read (${error.code ?? error.message})`);
  });
}

function requireFiles(path: string, files: readonly ImportFile[], endings: string): readonly ImportFile[] {
  if (files.length > 0) return files;
  throw new AppError("not_found", `${path} has no files of records (${endings}, also .gz or .zst)`);
}

/** Of a folder: over the names and contents of its files. */
async function hashPath(path: string): Promise<string> {
  const hash = createHash("sha256");
  const files = await listTrajectoryFiles(path);
  for (const file of files) {
    if (file.path !== path) hash.update(`${file.name}\0${file.sizeBytes}\0`);
    for await (const chunk of createReadStream(file.path)) hash.update(chunk);
  }
  return hash.digest("hex");
}
