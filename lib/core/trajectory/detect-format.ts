import { isJsonList, isJsonObject, type JsonObject, type JsonValue, listOrJsonText } from "./fields.ts";
import type { TrajectoryFormat } from "./model.ts";
import { returnCodeIn } from "./result-text.ts";

/** Tells the format of a record, or of a whole JSON file, by its content; null where it is no trajectory that Assay knows. */
export function detectTrajectoryFormat(value: unknown): TrajectoryFormat | null {
  if (isJsonList(value)) return detectList(value);
  return isJsonObject(value) ? detectRecord(value) : null;
}

function detectRecord(record: JsonObject): TrajectoryFormat | null {
  const { schema_version, trajectory_format, history, info } = record;
  if (typeof schema_version === "string" && /^ATIF-v1(?:\.|$)/u.test(schema_version)) return "atif";
  if (typeof trajectory_format === "string" && trajectory_format.startsWith("mini-swe-agent")) return "mini-swe-agent";
  if (isJsonList(record.trajectory_steps)) return "r2e-gym";
  if (isJsonList(record.attempts) && isJsonObject(info)) return "swe-agent";
  if (hasItem(record.trajectory, isSweAgentTurn)) return "swe-agent";
  if (isJsonList(history) || history === null) return detectHistory(history ?? [], record);
  if (isJsonList(record.trajectory) && isJsonObject(info)) return "swe-agent";
  if (hasItem(record.events, isSdkEvent)) return "openhands-sdk";
  const messages = listOrJsonText(record.messages);
  if (messages !== null && isJsonObject(info) && "model_stats" in info) return "mini-swe-agent";
  const chat = messages ?? listOrJsonText(record.trajectory) ?? listOrJsonText(record.conversations);
  return hasItem(chat ?? undefined, isMessage) ? "messages" : null;
}

function detectHistory(history: readonly JsonValue[], record: JsonObject): TrajectoryFormat | null {
  if (history.some(isSdkEvent)) return "openhands-sdk";
  if (history.some((event) => isEvent(event) || isEventPair(event))) return "openhands";
  if (history.some(isMessage) || isJsonList(record.trajectory)) return "swe-agent";
  const isRow = "instance_id" in record && "test_result" in record;
  if (history.length > 0 || !isRow) return null;
  return "attempt" in record || "runtime_runs" in record ? "openhands-sdk" : "openhands";
}

function detectList(list: readonly JsonValue[]): TrajectoryFormat | null {
  if (list.some(isSdkEvent)) return "openhands-sdk";
  if (list.some((event) => isEvent(event) || isEventPair(event))) return "openhands";
  if (!list.some(isMessage)) return null;
  if (list.some(isMiniAnswer)) return "mini-swe-agent";
  return list.some(isAutoCodeRoverPrompt) ? "auto-code-rover" : "messages";
}

function hasItem(list: JsonValue | undefined, is: (item: JsonValue) => boolean): boolean {
  return isJsonList(list) && list.some(is);
}

function isSweAgentTurn(item: JsonValue): boolean {
  return isJsonObject(item) && "action" in item && ("response" in item || "thought" in item || "state" in item);
}

function isSdkEvent(item: JsonValue): boolean {
  return isJsonObject(item) && typeof item.kind === "string" && ("source" in item || "timestamp" in item);
}

function isEvent(item: JsonValue): boolean {
  return (
    isJsonObject(item) && (typeof item.action === "string" || typeof item.observation === "string") && !isMessage(item)
  );
}

function isEventPair(item: JsonValue): boolean {
  return isJsonList(item) && item.length > 0 && item.every(isEvent);
}

function isMessage(item: JsonValue): boolean {
  if (!isJsonObject(item)) return false;
  if (typeof item.from === "string") return "value" in item;
  return typeof item.role === "string" && ["content", "text", "tool_calls", "system_prompt"].some((key) => key in item);
}

/** mini-swe-agent writes the exit code of every command at the head of its answer. */
function isMiniAnswer(item: JsonValue): boolean {
  return isJsonObject(item) && typeof item.content === "string" && returnCodeIn(item.content) !== null;
}

/** AutoCodeRover keeps bare messages; they can be told by the words of its system prompt alone. */
function isAutoCodeRoverPrompt(item: JsonValue): boolean {
  if (!isJsonObject(item) || item.role !== "system" || typeof item.content !== "string") return false;
  return item.content.includes("software developer maintaining a large project") && item.content.includes("<issue>");
}
