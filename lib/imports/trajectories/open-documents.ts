import { parseJson } from "#lib/core/json";
import type { RecordPosition } from "#lib/core/record-position";
import { detectTrajectoryFormat } from "#lib/core/trajectory/detect-format";
import { type FileKind, openBytes } from "#lib/imports/readers/byte-source";
import { openRecords, type RecordSource } from "#lib/imports/readers/open-records";
import { type SourceProblem, sourceProblem } from "#lib/imports/readers/records";
import { describeText } from "#lib/imports/trajectories/describe-text";

/** One JSON value of a file: a trajectory, or a record that holds some. */
export interface SourceDocument {
  readonly kind: "document";
  readonly position: RecordPosition;
  readonly value: unknown;
}

/** A file that is one JSON value is read whole up to this size. */
const maxWholeBytes = 256 * 1024 * 1024;

/**
 * The JSON values of a file, known by their content: the records of JSON Lines or Parquet, or the whole of a JSON file
 * that is one trajectory itself, like a list of messages. Damage becomes problems; only a file that cannot be opened throws.
 */
export async function* openDocuments(
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<SourceDocument | SourceProblem> {
  const source = await openRecords(path, { signal });
  if (source.format === "unknown") {
    yield sourceProblem({}, "JSON, JSON Lines or Parquet", await describeText(path, kindOf(source)));
    return;
  }
  const whole = await readWhole(path, source, signal);
  if (whole) {
    yield whole;
    return;
  }
  for await (const item of source.records) {
    yield item.kind === "problem" ? item : { kind: "document", position: item.position, value: item.value };
  }
}

/** A list or a map may be one trajectory, or hold one in each of its values. */
async function readWhole(
  path: string,
  source: RecordSource,
  signal?: AbortSignal,
): Promise<SourceDocument | undefined> {
  if (source.format !== "json-array" && source.format !== "json-map") return undefined;
  if (source.totalBytes > maxWholeBytes) return undefined;
  const bytes = openBytes(path, kindOf(source), signal);
  try {
    const text = await readText(bytes.chunks);
    const value = text === undefined ? undefined : parseJson(text);
    const isWhole = detectTrajectoryFormat(value) !== null || !holdsTrajectories(value);
    // What is no JSON is told with its line by whoever reads it as records.
    return value !== undefined && isWhole ? { kind: "document", position: {}, value } : undefined;
  } finally {
    bytes.close();
  }
}

/** Undefined where there is more of it than is read whole: a small file may hold much. */
async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > maxWholeBytes) return undefined;
  }
  return Buffer.concat(parts).toString("utf8");
}

function holdsTrajectories(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const values: unknown[] = Object.values(value);
  return values.slice(0, 20).some((item) => detectTrajectoryFormat(item) !== null);
}

function kindOf({ compression }: RecordSource): Exclude<FileKind, "parquet"> {
  return compression === "none" ? "plain" : compression;
}
