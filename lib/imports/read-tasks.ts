import type { ColumnMappingLine } from "#lib/core/column-mapping";
import type { JsonObject } from "#lib/core/json";
import type { Task } from "#lib/core/task/model";
import { AppError } from "#lib/errors";
import type { Adapter, FieldProblem, RecordLayout } from "#lib/imports/adapters/adapter";
import { findAdapter, pickAdapter } from "#lib/imports/adapters/pick-adapter";
import type { ReadItem } from "#lib/imports/importer";
import type { Reject } from "#lib/imports/model";
import { type PreparedTask, prepareTask } from "#lib/imports/prepare-task";
import { type OpenOptions, openRecords, type RecordSource } from "#lib/imports/readers/open-records";
import type { SourceItem, SourceRecord } from "#lib/imports/readers/records";

export interface TaskSource {
  readonly source: RecordSource;
  readonly adapter: Adapter;
  /** Where the columns of the first records go. */
  readonly mapping: readonly ColumnMappingLine[];
  readonly items: AsyncIterable<ReadItem<PreparedTask>>;
}

const sampleSize = 20;
/** Broken lines passed over, at most, to find the first record that tells the schema. */
const maxHead = 10_000;
const keptSourceCharacters = 1_000_000;

/** Opens a file as tasks, by the adapter asked for or the one that its columns tell. Throws `invalid` when none fits. */
export async function openTasks(path: string, format: string, options: OpenOptions = {}): Promise<TaskSource> {
  const source = await openRecords(path, options);
  const iterator = source.records[Symbol.asyncIterator]();
  const head: SourceItem[] = [];
  let records = 0;
  while (records < sampleSize && head.length < maxHead) {
    const { done, value } = await iterator.next();
    if (done) break;
    head.push(value);
    if (value.kind === "record") records++;
    else if (records > 0 && head.length >= sampleSize) break;
  }
  const samples = head.filter((item) => item.kind === "record");
  const adapter = chooseAdapter(format, head, samples);
  return {
    source,
    adapter,
    mapping: describeMapping(adapter, samples),
    items: readItems(head, iterator, adapter),
  };
}

function chooseAdapter(format: string, head: readonly SourceItem[], samples: readonly SourceRecord[]): Adapter {
  if (format !== "auto") return findAdapter(format) ?? failUnknownFormat(format);
  const [first] = samples;
  if (!first) throw new AppError("invalid", describeEmpty(head));
  const columns = new Set(samples.flatMap((sample) => Object.keys(sample.value)));
  const picked = pickAdapter(columns, first.value);
  if (!picked.ok)
    throw new AppError("invalid", `${picked.message}. The file has the columns ${[...columns].join(", ")}.`);
  return picked.adapter;
}

function failUnknownFormat(format: string): never {
  throw new AppError("invalid", `There is no format ${format}`);
}

function describeEmpty(head: readonly SourceItem[]): string {
  const [problem] = head;
  return problem?.kind === "problem" ? `No record can be read. ${problem.message}.` : "The file has no records.";
}

async function* readItems(
  head: readonly SourceItem[],
  rest: AsyncIterator<SourceItem>,
  adapter: Adapter,
): AsyncGenerator<ReadItem<PreparedTask>> {
  let record = 0;
  try {
    for (const item of head) yield readItem(item, ++record, adapter);
    for (let next = await rest.next(); !next.done; next = await rest.next())
      yield readItem(next.value, ++record, adapter);
  } finally {
    await rest.return?.();
  }
}

function readItem(item: SourceItem, record: number, adapter: Adapter): ReadItem<PreparedTask> {
  const { position } = item;
  if (item.kind === "problem") {
    const { expected, found } = item;
    return {
      kind: "reject",
      reject: {
        record,
        position,
        field: null,
        expected,
        found: storable(found),
        instanceId: null,
        source: storable(item.source ?? found),
      },
    };
  }
  const adapted = adapter.adapt(item.value);
  if (!adapted.ok) return { kind: "reject", reject: rejectRecord(item, record, adapted.problems) };
  const unfit = findUnindexable(adapted.task);
  if (unfit.length > 0) return { kind: "reject", reject: rejectRecord(item, record, unfit) };
  return {
    kind: "item",
    item: prepareTask({ record, position, value: item.value, task: adapted.task, layout: adapted.layout }),
  };
}

export function rejectRecord(
  { position, value }: SourceRecord,
  record: number,
  problems: readonly FieldProblem[],
): Reject {
  return {
    record,
    position,
    field: storable(problems.map((problem) => problem.field).join(", ")),
    expected: problems.map((problem) => problem.expected).join("; "),
    found: storable(problems.map((problem) => problem.found).join("; ")),
    instanceId: typeof value.instance_id === "string" ? storable(value.instance_id).slice(0, 200) : null,
    source: storable(JSON.stringify(value)).slice(0, keptSourceCharacters),
  };
}

const maxNameCharacters = 500;

/** Names that lists sort by stand in indexes, whose entries are bounded. */
function findUnindexable({ instanceId, repo, language, version }: Task): FieldProblem[] {
  const names = { instance_id: instanceId, repo, language, version };
  return Object.entries(names)
    .filter(([, name]) => name !== null && name.length > maxNameCharacters)
    .map(([field, name]) => ({
      field,
      expected: `at most ${maxNameCharacters} characters`,
      found: `${name?.length} characters`,
    }));
}

/** PostgreSQL's text holds no NUL; JSON writes it as an escape, which stays readable. */
function storable(text: string): string {
  return text.replaceAll("\0", "\\u0000");
}

function describeMapping(adapter: Adapter, samples: readonly SourceRecord[]): ColumnMappingLine[] {
  const lines = new Map<string, ColumnMappingLine>();
  for (const { value } of samples) {
    const adapted = adapter.adapt(value);
    for (const [column, codec] of adapted.ok ? adapted.layout : plainLayout(value)) {
      const known = lines.get(column);
      if (!known || known.field === null) lines.set(column, describeColumn(adapter, column, codec));
    }
  }
  return [...lines.values()];
}

function plainLayout(value: JsonObject): RecordLayout {
  return Object.keys(value).map((column) => [column, "extra"] as const);
}

function describeColumn(adapter: Adapter, column: string, layoutCodec: string): ColumnMappingLine {
  const line = adapter.mapping.find((mapped) => mapped.column === column);
  const [field, codec] = layoutCodec === "extra" ? [line?.field ?? null, null] : layoutCodec.split(".", 2);
  return { column: storable(column), field: field ?? null, codec: codec ?? null, note: line?.note ?? null };
}
