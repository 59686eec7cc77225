import {
  Fields,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ProblemList,
  parseJson,
  withoutNulls,
} from "./fields.ts";
import type { ToolCall } from "./model.ts";

/**
 * Reads the calls of a message in OpenAI's form, or the flat one of the OpenHands SDK. Arguments that are no JSON object
 * become `{ raw: "…" }`; a call without an id gets "call-1" by its place, and one with the id of an earlier one a new id.
 */
export function readToolCalls(list: readonly JsonValue[], path: string, problems: ProblemList): readonly ToolCall[] {
  return withUniqueIds(
    list.map((value, index) => {
      const at = `${path}[${index}]`;
      if (!isJsonObject(value)) {
        problems.report(at, "a tool call", value);
        return { id: "", name: "", arguments: { raw: value }, extra: {} };
      }
      return readToolCall(new Fields(value, at, problems));
    }),
  );
}

export function readToolCall(call: Fields): ToolCall {
  const inner = isJsonObject(call.peek("function")) ? call.inner("function") : call;
  const id = call.text("id", "tool_call_id") ?? "";
  const name = inner.text("name");
  if (name === null) call.problems.report(inner.at("name"), "the name of a tool", inner.peek("name"));
  const given = readArguments(inner.peek("arguments"));
  inner.skip("arguments");
  call.skip("type", "index");
  return { id, name: name ?? "", arguments: given, extra: withoutNulls({ ...call.rest(), ...inner.rest() }) };
}

/** The arguments of a call, which most sources write as JSON in a text. */
export function readArguments(value: JsonValue | undefined): JsonObject {
  if (isJsonObject(value)) return value;
  if (value === undefined || value === null || value === "") return {};
  const parsed = typeof value === "string" ? parseJson(value) : undefined;
  return isJsonObject(parsed) ? parsed : { raw: value };
}

/** Gives every call an id that no other of the same step has. */
export function withUniqueIds(calls: readonly ToolCall[]): readonly ToolCall[] {
  const used = new Set<string>();
  return calls.map((call) => withUniqueId(call, used));
}

/** Gives a call an id that is not used yet: its own, "call-1" by its place, or the id of its place behind its own. */
export function withUniqueId(call: ToolCall, used: Set<string>): ToolCall {
  const place = used.size + 1;
  let id = call.id === "" ? `call-${place}` : call.id;
  while (used.has(id)) id = `${id}-${place}`;
  used.add(id);
  if (id === call.id) return call;
  return { ...call, id, extra: call.id === "" ? call.extra : { ...call.extra, sourceId: call.id } };
}
