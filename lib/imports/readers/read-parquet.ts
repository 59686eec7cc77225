import { type FileHandle, open, stat } from "node:fs/promises";
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { excerpt } from "#lib/core/parsed";
import type { OpenOptions, RecordSource } from "./open-records.ts";
import { exactParsers, rowToJson } from "./parquet-value.ts";
import { type SourceItem, sourceProblem } from "./records.ts";

const sliceBytes = 64 * 1024 * 1024;
const maxSliceRows = 2000;

/** Opens a Parquet file; its rows are read in slices of a row group, of about 64 MiB uncompressed at most. */
export async function openParquet(path: string, options: OpenOptions): Promise<RecordSource> {
  const { size: totalBytes } = await stat(path);
  const counter = { bytesRead: 0 };
  const metadata = await readMetadata(path);
  const base = { format: "parquet", compression: "none", totalBytes, bytesRead: () => counter.bytesRead } as const;
  if (metadata instanceof Error) return { ...base, records: unreadable(metadata) };
  return {
    ...base,
    columns: parquetSchema(metadata).children.map(({ element }) => element.name),
    totalRecords: Number(metadata.num_rows),
    records: readRows(path, metadata, options, counter),
  };
}

async function readMetadata(path: string): Promise<FileMetaData | Error> {
  const handle = await open(path);
  try {
    return await parquetMetadataAsync(await bufferOf(handle));
  } catch (error) {
    return asError(error);
  } finally {
    await handle.close();
  }
}

async function* unreadable(error: Error): AsyncGenerator<SourceItem> {
  yield sourceProblem({}, "a Parquet file", excerpt(error.message));
}

async function* readRows(
  path: string,
  metadata: FileMetaData,
  { signal }: OpenOptions,
  counter: { bytesRead: number },
): AsyncGenerator<SourceItem> {
  const handle = await open(path);
  try {
    const file = await bufferOf(handle);
    for (const { rowStart, rowEnd, endOffset } of sliceRows(metadata, file.byteLength)) {
      signal?.throwIfAborted();
      yield* readSlice(file, metadata, rowStart, rowEnd, signal);
      counter.bytesRead = endOffset;
    }
  } finally {
    await handle.close();
  }
}

/** A slice that cannot be decoded costs its rows, each with the same problem, so that positions stay true. */
async function* readSlice(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem> {
  const rows = await decodeSlice(file, metadata, rowStart, rowEnd);
  for (let row = rowStart; row < rowEnd; row++) {
    signal?.throwIfAborted();
    const raw = rows instanceof Error ? null : rows[row - rowStart];
    if (rows instanceof Error || !raw) {
      yield sourceProblem({ row }, "a row that can be decoded", rows instanceof Error ? excerpt(rows.message) : "none");
      continue;
    }
    const json = rowToJson(raw);
    yield json.ok
      ? { kind: "record", position: { row }, value: json.value }
      : sourceProblem({ row }, `UTF-8 in column ${json.column}`, "bytes that are none");
  }
}

async function decodeSlice(file: AsyncBuffer, metadata: FileMetaData, rowStart: number, rowEnd: number) {
  try {
    return await parquetReadObjects({
      file,
      metadata,
      compressors,
      parsers: exactParsers,
      rowStart,
      rowEnd,
      utf8: false,
      geoparquet: false,
      useOffsetIndex: true,
    });
  } catch (error) {
    return asError(error);
  }
}

function* sliceRows(metadata: FileMetaData, fileBytes: number) {
  let groupStart = 0;
  let bytesBefore = 0;
  const allBytes = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const groupBytes = Number(group.total_byte_size);
    const perSlice = Math.min(maxSliceRows, Math.max(1, Math.floor((rows * sliceBytes) / Math.max(groupBytes, 1))));
    const groupEnd = groupStart + rows;
    for (let rowStart = groupStart; rowStart < groupEnd; rowStart += perSlice) {
      const rowEnd = Math.min(groupEnd, rowStart + perSlice);
      const share = (bytesBefore + (groupBytes * (rowEnd - groupStart)) / rows) / Math.max(allBytes, 1);
      yield { rowStart, rowEnd, endOffset: Math.round(fileBytes * share) };
    }
    groupStart = groupEnd;
    bytesBefore += groupBytes;
  }
}

async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    async slice(start, end = size) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      await handle.read(bytes, 0, bytes.length, start);
      return bytes.buffer;
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
