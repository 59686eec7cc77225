import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";

/** The first of the named arguments that is a text; null where none is. */
export function textArgument(args: JsonObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = args[name];
    if (typeof value === "string") return value;
  }
  return null;
}

/** The first of the named arguments that is a whole number, or a text that says one. */
export function numberArgument(args: JsonObject, ...names: readonly string[]): number | null {
  for (const name of names) {
    const number = readWholeNumber(args[name]);
    if (number !== null) return number;
  }
  return null;
}

/** A range of lines as `[first, last]`, or as the text of one; -1 as the last line means the end of the file. */
export function rangeArgument(args: JsonObject, name: string): readonly [number | null, number | null] {
  const value = args[name];
  const items = Array.isArray(value) ? value : typeof value === "string" ? value.match(/-?\d{1,9}/gu) : null;
  const first = readWholeNumber(items?.[0]);
  const last = readWholeNumber(items?.[1]);
  return [first, last === -1 ? null : last];
}

/** The objects of a list; everything else in it is left out. */
export function objectsArgument(args: JsonObject, name: string): readonly JsonObject[] {
  const value = args[name];
  return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : [];
}

export const pathNames = ["path", "file_path", "filepath", "filename", "file_name", "file", "target_file"] as const;

export function pathArgument(args: JsonObject): string | null {
  return textArgument(args, ...pathNames);
}

function readWholeNumber(value: JsonValue | undefined): number | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : null;
  return typeof value === "string" && /^\s*-?\d{1,9}\s*$/u.test(value) ? Number(value) : null;
}
