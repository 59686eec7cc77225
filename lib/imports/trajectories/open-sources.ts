import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { extract } from "tar-stream";
import { formatBytes } from "#lib/format";
import { detectFileKind, openBytes } from "#lib/imports/readers/byte-source";
import { type ImportFile, listImportFiles } from "#lib/imports/readers/list-import-files";
import { type SourceProblem, sourceProblem } from "#lib/imports/readers/records";
import { openDocuments, type SourceDocument } from "#lib/imports/trajectories/open-documents";

const trajectoryFileName = /\.(?:traj|jsonl|ndjson|json|parquet|tar|tgz)(?:\.(?:gz|zst))?$/iu;

export interface Sources {
  readonly totalBytes: number;
  bytesRead(): number;
  /** Can be read once; every position names its file where there may be several. */
  readonly documents: AsyncIterable<SourceDocument | SourceProblem>;
}

/** A file, an archive, or the files of a folder by name, as the JSON values that they hold. */
export async function openSources(path: string, fileName: string, signal?: AbortSignal): Promise<Sources> {
  const files = await listTrajectoryFiles(path);
  const isOne = files.length === 1 && files[0]?.path === path;
  const counter = { bytesRead: 0 };
  return {
    totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    bytesRead: () => counter.bytesRead,
    documents: readFiles(
      isOne ? [{ path, name: fileName, sizeBytes: files[0]?.sizeBytes ?? 0 }] : files,
      counter,
      signal,
    ),
  };
}

export function listTrajectoryFiles(path: string): Promise<readonly ImportFile[]> {
  return listImportFiles(path, trajectoryFileName);
}

async function* readFiles(
  files: readonly ImportFile[],
  counter: { bytesRead: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceDocument | SourceProblem> {
  for (const { path, name, sizeBytes } of files) {
    const documents = (await isArchive(path)) ? readArchive(path, name, signal) : openDocuments(path, signal);
    for await (const document of documents) yield withFile(document, name);
    counter.bytesRead += sizeBytes;
  }
}

function withFile<T extends SourceDocument | SourceProblem>(document: T, file: string): T {
  const { position } = document;
  return { ...document, position: { ...position, file: position.file ?? file } };
}

const magicOffset = 257;
/** What an archive may lay down at a time, however small it is itself. */
const maxEntryBytes = 2_000_000_000;

/** Whether a file, decompressed, is a tar archive. */
async function isArchive(path: string): Promise<boolean> {
  const kind = await detectFileKind(path);
  if (kind === "parquet") return false;
  const source = openBytes(path, kind);
  try {
    let head = Buffer.alloc(0);
    for await (const chunk of source.chunks) {
      head = Buffer.concat([head, chunk]);
      if (head.length >= magicOffset + 5) break;
    }
    return head.toString("latin1", magicOffset, magicOffset + 5) === "ustar";
  } catch {
    // Damaged data is no archive; whoever reads it as records says so.
    return false;
  } finally {
    source.close();
  }
}

/** The names in an archive are told and never used: each file is laid down under a name of our own. */
async function* readArchive(
  path: string,
  name: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceDocument | SourceProblem> {
  const kind = await detectFileKind(path);
  if (kind === "parquet") return;
  const source = openBytes(path, kind, signal);
  const entries = extract();
  const folder = await mkdtemp(join(tmpdir(), "assay-archive-"));
  const fed = pipeline(source.chunks, entries).catch((error: unknown) => entries.destroy(asError(error)));
  try {
    for await (const entry of entries) {
      const { header } = entry;
      if (header.type !== "file" || !trajectoryFileName.test(header.name)) {
        entry.resume();
        continue;
      }
      if ((header.size ?? 0) > maxEntryBytes) {
        entry.resume();
        yield sourceProblem(
          { file: `${name}/${header.name}` },
          `a file of at most ${formatBytes(maxEntryBytes)}`,
          formatBytes(header.size ?? 0),
        );
        continue;
      }
      const file = join(folder, "entry");
      await pipeline(entry, createWriteStream(file, { mode: 0o600 }));
      for await (const document of openDocuments(file, signal)) yield withFile(document, `${name}/${header.name}`);
    }
    await fed;
  } catch (error) {
    if (signal?.aborted || isOfTheSystem(error)) throw error;
    yield sourceProblem({ file: name }, "an archive to its end", `damage (${asError(error).message})`);
  } finally {
    source.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A full disk says nothing of the archive. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
