import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { JsonObject, JsonValue } from "#lib/core/json";
import type { RecordLayout } from "#lib/imports/adapters/adapter";

export interface ExportRecord {
  readonly record: JsonObject;
  readonly layout: RecordLayout;
}

export type ColumnKind = "text" | "integer" | "number" | "boolean" | "list" | "json";

const rowGroupRows = 1_000;

/** As Arrow, and so every published set, writes texts. */
const textType = { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } } as const;

/** Parquet as it is made. Reads the records twice, because the schema stands before the rows. */
export async function* streamParquet(
  read: () => AsyncIterable<readonly Pick<ExportRecord, "record">[]>,
): AsyncGenerator<Uint8Array> {
  const columns = new ColumnSurvey();
  for await (const batch of read()) for (const { record } of batch) columns.add(record);
  yield* writeParquet(columns, read());
}

/** Parquet of records whose columns are known: one row group after the other. */
export async function* writeParquet(
  columns: ColumnSurvey,
  batches: AsyncIterable<readonly Pick<ExportRecord, "record">[]>,
): AsyncGenerator<Uint8Array> {
  const kinds = columns.kinds();
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: parquetSchema(kinds),
    createdBy: "Assay",
    kvMetadata: [{ key: "huggingface", value: JSON.stringify({ info: { features: hubFeatures(kinds) } }) }],
  });
  for await (const rows of groupRows(batches)) {
    const columnData = [...kinds].map(([name, kind]) => ({
      name,
      data: rows.map(({ record }) => columnValue(record[name] ?? null, kind)),
    }));
    await parquet.write({ columnData });
    yield takeBytes(writer);
  }
  await parquet.finish();
  yield takeBytes(writer);
}

/**
 * What each column holds, over all records, in the order in which columns first appear: text, whole or other numbers,
 * booleans or a list of texts where all its values are, and JSON otherwise.
 */
export class ColumnSurvey {
  readonly #kinds = new Map<string, ColumnKind | undefined>();

  add(record: JsonObject): void {
    for (const [name, value] of Object.entries(record)) {
      this.#kinds.set(name, mergeKinds(this.#kinds.get(name), kindOf(value)));
    }
  }

  /** A column without any value is text. */
  kinds(): ReadonlyMap<string, ColumnKind> {
    return new Map([...this.#kinds].map(([name, kind]) => [name, kind ?? "text"]));
  }
}

/** The columns as the `datasets` library names their types. */
function hubFeatures(kinds: ReadonlyMap<string, ColumnKind>): JsonObject {
  return Object.fromEntries([...kinds].map(([name, kind]) => [name, hubFeature(kind)]));
}

function hubFeature(kind: ColumnKind): JsonObject {
  if (kind === "list") return { feature: { dtype: "string", _type: "Value" }, _type: "List" };
  return { dtype: hubTypes[kind], _type: "Value" };
}

export const hubTypes = {
  text: "string",
  json: "string",
  integer: "int64",
  number: "float64",
  boolean: "bool",
} as const;

function mergeKinds(known: ColumnKind | undefined, kind: ColumnKind | undefined): ColumnKind | undefined {
  if (!known || !kind || known === kind) return known ?? kind;
  const areNumbers = [known, kind].every((each) => each === "integer" || each === "number");
  return areNumbers ? "number" : "json";
}

function columnValue(value: JsonValue, kind: ColumnKind): JsonValue | bigint {
  return kind === "integer" && typeof value === "number" ? BigInt(value) : value;
}

/** Undefined for null, which every kind may hold. */
function kindOf(value: JsonValue): ColumnKind | undefined {
  if (value === null) return undefined;
  if (typeof value === "string") return "text";
  if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0) ? "integer" : "number";
  if (typeof value === "boolean") return "boolean";
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? "list" : "json";
}

function parquetSchema(kinds: ReadonlyMap<string, ColumnKind>): SchemaElement[] {
  const columns = [...kinds].flatMap(([name, kind]) => columnSchema(name, kind));
  return [{ name: "root", num_children: kinds.size }, ...columns];
}

function columnSchema(name: string, kind: ColumnKind): SchemaElement[] {
  const repetition_type = "OPTIONAL";
  switch (kind) {
    case "text":
      return [{ name, ...textType, repetition_type }];
    case "json":
      return [{ name, type: "BYTE_ARRAY", converted_type: "JSON", repetition_type }];
    case "integer":
      return [{ name, type: "INT64", repetition_type }];
    case "number":
      return [{ name, type: "DOUBLE", repetition_type }];
    case "boolean":
      return [{ name, type: "BOOLEAN", repetition_type }];
    case "list":
      return [
        { name, converted_type: "LIST", logical_type: { type: "LIST" }, repetition_type, num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { name: "element", ...textType, repetition_type },
      ];
  }
}

async function* groupRows<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  let rows: T[] = [];
  for await (const batch of batches) {
    rows.push(...batch);
    if (rows.length < rowGroupRows) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** What was written since the last time. The writer's `offset` goes on counting, its buffer starts anew. */
function takeBytes(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
