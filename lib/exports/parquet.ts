import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { JsonObject, JsonValue } from "#lib/core/json";
import type { RecordLayout } from "#lib/imports/adapters/adapter";

export interface ExportRecord {
  readonly record: JsonObject;
  readonly layout: RecordLayout;
}

type ColumnKind = "text" | "number" | "boolean" | "list" | "json";

const rowGroupRows = 1_000;

/**
 * Parquet as it is made: one row group after the other. Reads the records twice, because the schema stands before the
 * rows: a column is text, numbers, booleans or a list of texts where all its values are, and JSON otherwise.
 */
export async function* streamParquet(read: () => AsyncIterable<readonly ExportRecord[]>): AsyncGenerator<Uint8Array> {
  const kinds = await columnKinds(read());
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: parquetSchema(kinds), createdBy: "Assay" });
  for await (const rows of groupRows(read())) {
    await parquet.write({
      columnData: [...kinds.keys()].map((name) => ({ name, data: rows.map(({ record }) => record[name] ?? null) })),
    });
    yield takeBytes(writer);
  }
  await parquet.finish();
  yield takeBytes(writer);
}

/** The columns of all records, in the order they first appear. */
async function columnKinds(batches: AsyncIterable<readonly ExportRecord[]>): Promise<Map<string, ColumnKind>> {
  const kinds = new Map<string, ColumnKind | undefined>();
  for await (const batch of batches) {
    for (const { record } of batch) {
      for (const [name, value] of Object.entries(record)) kinds.set(name, mergeKinds(kinds.get(name), kindOf(value)));
    }
  }
  return new Map([...kinds].map(([name, kind]) => [name, kind ?? "text"]));
}

function mergeKinds(known: ColumnKind | undefined, kind: ColumnKind | undefined): ColumnKind | undefined {
  if (!known || !kind) return known ?? kind;
  return known === kind ? known : "json";
}

/** Undefined for null, which every kind may hold. */
function kindOf(value: JsonValue): ColumnKind | undefined {
  if (value === null) return undefined;
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
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
      return [{ name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type }];
    case "json":
      return [{ name, type: "BYTE_ARRAY", converted_type: "JSON", repetition_type }];
    case "number":
      return [{ name, type: "DOUBLE", repetition_type }];
    case "boolean":
      return [{ name, type: "BOOLEAN", repetition_type }];
    case "list":
      return [
        { name, converted_type: "LIST", repetition_type, num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { name: "element", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type },
      ];
  }
}

async function* groupRows(batches: AsyncIterable<readonly ExportRecord[]>): AsyncGenerator<readonly ExportRecord[]> {
  let rows: ExportRecord[] = [];
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
