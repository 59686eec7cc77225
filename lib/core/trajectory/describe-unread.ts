import { excerpt } from "../parsed.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "./fields.ts";

/** What a record that is no trajectory seems to be, in words for the person who gave it. */
export function describeUnread(value: unknown): string {
  if (typeof value === "string") return `a plain text: ${excerpt(value, 60)}`;
  if (isJsonList(value)) return describeList(value);
  if (!isJsonObject(value)) return value === undefined ? "nothing" : `${String(value)}, which is no record`;
  const named = signs.find(([, isSo]) => isSo(value));
  if (named) return named[0];
  const keys = Object.keys(value);
  return keys.length === 0 ? "an empty object" : excerpt(`an object with ${keys.slice(0, 8).join(", ")}`);
}

type Sign = readonly [string, (record: JsonObject) => boolean];

const signs: readonly Sign[] = [
  ["a prediction: an instance and its patch, without steps", isPrediction],
  ["predictions by instance (preds.json), without steps", (record) => isMapOf(record, isPrediction)],
  ["a report of the test harness on one instance", (record) => isMapOf(record, isReport)],
  ["a summary of the test harness", (record) => has(record, "resolved_ids") || has(record, "resolved_instances")],
  ["the state of an OpenHands conversation (base_state.json); its steps are in the files of events", isBaseState],
  ["one event of an OpenHands conversation; a trajectory is the list of all its events", isSingleEvent],
  ["the result of a Harbor trial; its steps are in agent/trajectory.json", (record) => has(record, "trial_name")],
  ["a task without steps", (record) => has(record, "problem_statement") && has(record, "base_commit")],
  ["a record of messages that holds none", (record) => has(record, "messages")],
  ["a record with an empty history", (record) => has(record, "history")],
];

function describeList(list: readonly JsonValue[]): string {
  if (list.length === 0) return "an empty list";
  const [first] = list;
  return `a list of ${list.length}, the first of them ${isJsonList(first) ? "a list" : describeUnread(first)}`;
}

function has(record: JsonObject, key: string): boolean {
  return Object.hasOwn(record, key);
}

function isPrediction(value: JsonValue): boolean {
  return isJsonObject(value) && (has(value, "model_patch") || has(value, "fix_patch"));
}

function isReport(value: JsonValue): boolean {
  return isJsonObject(value) && (has(value, "patch_exists") || has(value, "patch_successfully_applied"));
}

function isMapOf(record: JsonObject, is: (value: JsonValue) => boolean): boolean {
  const values = Object.values(record);
  return values.length > 0 && values.every(is);
}

function isBaseState(record: JsonObject): boolean {
  return (
    isJsonObject(record.agent) && has(record, "id") && (has(record, "workspace") || has(record, "execution_status"))
  );
}

function isSingleEvent(record: JsonObject): boolean {
  return (has(record, "kind") || has(record, "action") || has(record, "observation")) && has(record, "timestamp");
}
