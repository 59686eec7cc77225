import type { JsonObject, JsonValue } from "#lib/core/json";
import { excerpt } from "#lib/core/parsed";
import { guessLanguage } from "#lib/core/patch/languages";
import { parsePatch } from "#lib/core/patch/parse-patch";
import { difficulties, type Task } from "#lib/core/task/model";
import type { Adapted, Adapter, AdapterSpec, ColumnMapping, FieldProblem, RecordLayout, TaskField } from "./adapter.ts";
import { findUnstorable } from "./check-storable.ts";
import { decodeColumn, type FieldValue } from "./codecs.ts";

/** An adapter from the description of a schema. What it accepts, `restoreRecord` gives back exactly. */
export function defineAdapter(spec: AdapterSpec): Adapter {
  const { score, derive: _, ...shown } = spec;
  return {
    ...shown,
    recognise: (columns, sample) => (missingColumns(spec, columns).length === 0 ? score(columns, sample) : 0),
    adapt: (record) => adaptRecord(spec, record),
  };
}

/** What a file of these columns would need to be of this schema; several names of one need are joined by `or`. */
export function missingColumns({ needs }: Pick<Adapter, "needs">, columns: ReadonlySet<string>): string[] {
  return needs.filter((names) => !names.some((name) => columns.has(name))).map((names) => names.join(" or "));
}

function adaptRecord(spec: AdapterSpec, record: JsonObject): Adapted {
  const unstorable = findUnstorable(record);
  if (unstorable.length > 0) return { ok: false, problems: unstorable };
  const { fields, layout, problems } = readColumns(spec.mapping, record);
  const task = problems.length === 0 ? buildTask(spec, record, fields, layout) : null;
  if (task) problems.push(...checkTask(spec, task, layout));
  return task && problems.length === 0 ? { ok: true, task, layout } : { ok: false, problems };
}

interface Columns {
  readonly fields: ReadonlyMap<TaskField, FieldValue>;
  readonly layout: RecordLayout;
  readonly problems: FieldProblem[];
}

function readColumns(mapping: readonly ColumnMapping[], record: JsonObject): Columns {
  const fields = new Map<TaskField, FieldValue>();
  const codecByColumn = new Map<string, string>();
  const problems: FieldProblem[] = [];
  for (const { column, field, codecs } of mapping) {
    const raw = record[column];
    if (codecs.length === 0 || raw === undefined || !Object.hasOwn(record, column) || fields.has(field)) continue;
    const decoded = decodeColumn(raw, codecs);
    if (!decoded) {
      const expected = expectations.get(field);
      if (expected) problems.push({ field: column, expected, found: show(raw) });
      continue;
    }
    fields.set(field, decoded.value);
    if (decoded.codec) codecByColumn.set(column, `${field}.${decoded.codec}`);
  }
  const layout = Object.keys(record).map((column) => [column, codecByColumn.get(column) ?? "extra"] as const);
  return { fields, layout, problems };
}

/** A column of these fields that cannot be read rejects the record; of the others it stays in `extra`. */
const expectations: ReadonlyMap<TaskField, string> = new Map([
  ["instanceId", "text"],
  ["repo", "text"],
  ["baseCommit", "text"],
  ["problemStatement", "text"],
  ["hints", "text"],
  ["patch", "a unified diff"],
  ["testPatch", "a unified diff"],
  ["failToPass", "a list of test names, or its JSON or Python text"],
  ["passToPass", "a list of test names, or its JSON or Python text"],
]);

function buildTask(
  spec: AdapterSpec,
  record: JsonObject,
  fields: ReadonlyMap<TaskField, FieldValue>,
  layout: RecordLayout,
): Task {
  const derived = spec.derive?.(record) ?? {};
  const patch = text("patch") ?? derived.patch ?? "";
  const extra = layout.filter(([, codec]) => codec === "extra").map(([column]) => [column, record[column] ?? null]);
  return {
    instanceId: text("instanceId") ?? derived.instanceId ?? "",
    repo: text("repo") ?? derived.repo ?? "",
    baseCommit: text("baseCommit") ?? derived.baseCommit ?? "",
    problemStatement: text("problemStatement") ?? derived.problemStatement ?? "",
    hints: text("hints") ?? derived.hints ?? "",
    patch,
    testPatch: text("testPatch") ?? derived.testPatch ?? "",
    failToPass: list("failToPass") ?? derived.failToPass ?? [],
    passToPass: list("passToPass") ?? derived.passToPass ?? [],
    createdAt: text("createdAt") ?? derived.createdAt ?? null,
    version: text("version") ?? null,
    language: text("language") ?? guessLanguage(parsePatch(patch).value),
    difficulty: difficulties.find((name) => name === text("difficulty")) ?? derived.difficulty ?? null,
    qualityScores: derived.qualityScores ?? { issueText: null, tests: null, difficulty: null },
    extra: Object.fromEntries(extra),
  };

  function text(field: TaskField): string | undefined {
    const value = fields.get(field);
    return typeof value === "string" ? value : undefined;
  }

  function list(field: TaskField): readonly string[] | undefined {
    const value = fields.get(field);
    return typeof value === "string" ? undefined : (value ?? undefined);
  }
}

function checkTask(spec: AdapterSpec, task: Task, layout: RecordLayout): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (task.instanceId.trim() === "")
    problems.push({ field: sourceOf("instanceId"), expected: "a name", found: "nothing" });
  if (task.repo.trim() === "") problems.push({ field: sourceOf("repo"), expected: "owner/name", found: "nothing" });
  const isWithoutPatch = task.patch === "" && spec.isPatchOptional;
  if (!isWithoutPatch && parsePatch(task.patch).value.length === 0) {
    problems.push({ field: sourceOf("patch"), expected: "a unified diff", found: show(task.patch) });
  }
  return problems;

  function sourceOf(field: TaskField): string {
    const used = layout.find(([, codec]) => codec.startsWith(`${field}.`))?.[0];
    return used ?? spec.mapping.find((line) => line.field === field)?.column ?? field;
  }
}

function show(raw: JsonValue): string {
  return raw === "" ? "nothing" : excerpt(typeof raw === "string" ? raw : JSON.stringify(raw).slice(0, 200));
}
