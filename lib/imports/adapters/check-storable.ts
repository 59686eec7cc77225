import { isJsonObject, type JsonValue, maxJsonDepth } from "#lib/core/json";
import { excerpt } from "#lib/core/parsed";
import type { FieldProblem } from "./adapter.ts";

/** Whatever in a record a database cannot keep as it is: NUL characters, lone surrogates, numbers beyond a double. */
export function findUnstorable(value: JsonValue, field = "", depth = 0): FieldProblem[] {
  if (typeof value === "string") return checkText(value, field);
  if (typeof value === "number") {
    return Number.isFinite(value) ? [] : [{ field, expected: "a number that a double can hold", found: String(value) }];
  }
  if (depth > maxJsonDepth) {
    return [{ field: excerpt(field), expected: `at most ${maxJsonDepth} levels of nesting`, found: "more" }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => findUnstorable(item, `${field}[${index}]`, depth + 1));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const path = field === "" ? key : `${field}.${key}`;
    return [...checkText(key, path), ...findUnstorable(item, path, depth + 1)];
  });
}

function checkText(text: string, field: string): FieldProblem[] {
  const nul = text.indexOf("\0");
  const name = excerpt(field.replaceAll("\0", "\\0"));
  if (nul !== -1)
    return [{ field: name, expected: "text without NUL characters", found: `one at character ${nul + 1}` }];
  if (text.isWellFormed()) return [];
  return [{ field: name, expected: "well-formed Unicode", found: "half of a surrogate pair" }];
}
