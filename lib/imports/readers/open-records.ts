import { stat } from "node:fs/promises";
import { type ByteSource, detectFileKind, type FileKind, isDamagedData, openBytes } from "./byte-source.ts";
import { detectContainer } from "./detect-container.ts";
import { parseMapEntry, parsePiece } from "./parse-piece.ts";
import type { Piece } from "./pieces.ts";
import { openParquet } from "./read-parquet.ts";
import { type RecordFormat, type SourceItem, sourceProblem } from "./records.ts";
import { splitJson } from "./split-json.ts";
import { splitLines } from "./split-lines.ts";

export interface OpenOptions {
  readonly signal?: AbortSignal;
}

export interface RecordSource {
  readonly format: RecordFormat;
  readonly compression: "none" | "gzip" | "zstd";
  /** The columns and the number of records, where the file says them (Parquet). */
  readonly columns?: readonly string[];
  readonly totalRecords?: number;
  readonly totalBytes: number;
  /** How much of the file was read so far, for progress against `totalBytes`. */
  bytesRead(): number;
  /** Can be read once. Ending the loop early closes the file. */
  readonly records: AsyncIterable<SourceItem>;
}

const headBytes = 1024 * 1024;

/**
 * Opens a file of records, known by its content and not by its name: JSON Lines, one JSON object, an array or a map
 * of them (each plain, gzip or zstd), or Parquet. Damage becomes problems among the records; only a file that cannot
 * be opened throws. Memory holds one record, or one slice of a Parquet row group.
 */
export async function openRecords(path: string, options: OpenOptions = {}): Promise<RecordSource> {
  const kind = await detectFileKind(path);
  if (kind === "parquet") return openParquet(path, options);
  const { size: totalBytes } = await stat(path);
  const container = await detectContainerOf(path, kind);
  const counter = { bytesRead: 0 };
  return {
    format: formats[container],
    compression: kind === "plain" ? "none" : kind,
    totalBytes,
    bytesRead: () => counter.bytesRead,
    records: readRecords(path, kind, container, options, counter),
  };
}

type Container = ReturnType<typeof detectContainer>;

const formats: Readonly<Record<Container, RecordFormat>> = {
  lines: "jsonl",
  sequence: "json",
  array: "json-array",
  map: "json-map",
  unknown: "unknown",
};

async function detectContainerOf(path: string, kind: Exclude<FileKind, "parquet">): Promise<Container> {
  const source = openBytes(path, kind);
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of source.chunks) {
      parts.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes > headBytes) break;
    }
  } catch (error) {
    if (!isDamagedData(error)) throw error;
  } finally {
    source.close();
  }
  return detectContainer(Buffer.concat(parts).toString("utf8"), sizeBytes <= headBytes);
}

async function* readRecords(
  path: string,
  kind: Exclude<FileKind, "parquet">,
  container: Container,
  { signal }: OpenOptions,
  counter: { bytesRead: number },
): AsyncGenerator<SourceItem> {
  if (container === "unknown") {
    yield sourceProblem({}, "JSON Lines, JSON or Parquet", "something else");
    return;
  }
  const source = openBytes(path, kind, signal);
  const parse = container === "map" ? parseMapEntry : parsePiece;
  let line = 1;
  try {
    for await (const pieces of splitPieces(source, container)) {
      counter.bytesRead = source.bytesRead();
      for (const piece of pieces) {
        signal?.throwIfAborted();
        line = piece.line;
        yield parse(piece);
      }
    }
  } catch (error) {
    if (!isDamagedData(error)) throw error;
    yield sourceProblem({ line }, "compressed data to its end", `damage after this line (${error.message})`);
  } finally {
    counter.bytesRead = source.bytesRead();
    source.close();
  }
}

function splitPieces(source: ByteSource, container: Exclude<Container, "unknown">): AsyncGenerator<Piece[]> {
  const chunks = withoutByteOrderMark(source.chunks);
  return container === "lines" ? splitLines(chunks) : splitJson(chunks, container);
}

async function* withoutByteOrderMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of chunks) {
    const hasMark = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    isFirst = false;
    yield hasMark ? chunk.subarray(3) : chunk;
  }
}
