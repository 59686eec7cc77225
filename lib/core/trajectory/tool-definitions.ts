import { type Fields, isJsonObject, type JsonValue, listOrJsonText, parseJson } from "./fields.ts";

/** Takes the tools that an agent had: a list, a list of JSON texts, or the JSON text of a list. */
export function readToolDefinitions(fields: Fields, key: string): readonly JsonValue[] {
  const value = fields.peek(key);
  if (value === undefined) return [];
  const list = listOrJsonText(value);
  if (list === null) {
    fields.problems.report(fields.at(key), "a list of tools", value);
    return [];
  }
  fields.skip(key);
  return list.map((tool) => {
    const parsed = typeof tool === "string" ? parseJson(tool) : tool;
    return isJsonObject(parsed) ? parsed : tool;
  });
}
