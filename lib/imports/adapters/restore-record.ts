import type { JsonObject, JsonValue } from "#lib/core/json";
import type { Task } from "#lib/core/task/model";
import { listFields, optionalFields, type RecordLayout, type TaskField, textFields } from "./adapter.ts";
import { type Codec, codecs, type FieldValue, isCodecName } from "./codecs.ts";

/** The record a task came from: the same columns in the same order with the same values, after `adapt` gave the layout. */
export function restoreRecord(task: Task, layout: RecordLayout): JsonObject {
  return Object.fromEntries(layout.map(([column, codec]) => [column, restoreColumn(task, column, codec)]));
}

function restoreColumn(task: Task, column: string, layoutCodec: string): JsonValue {
  const [field = "", name = ""] = layoutCodec.split(".", 2);
  if (!isMappedField(field) || !isCodecName(name))
    return Object.hasOwn(task.extra, column) ? (task.extra[column] ?? null) : null;
  const codec: Codec = codecs[name];
  const value: FieldValue = task[field];
  return codec.encode(value) ?? null;
}

const mappedFields: ReadonlySet<string> = new Set<TaskField>([...textFields, ...listFields, ...optionalFields]);

function isMappedField(field: string): field is TaskField {
  return mappedFields.has(field);
}
