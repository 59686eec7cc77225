const stand = "[hidden]";

/**
 * The names that a blind reader would know something by: as they are and without what stands before their last slash. Short
 * words of small letters are left out, since hiding `agent` or `test` would tear the texts that they stand in for another reason.
 */
export function listTellingNames(names: readonly (string | null)[]): string[] {
  const all = names.flatMap((name) => (name ? [name.trim(), name.trim().split("/").at(-1) ?? ""] : []));
  const telling = all.filter((name) => name.length >= 3 && (name.length >= 8 || !/^[a-z]+$/.test(name)));
  return [...new Set(telling)].toSorted((one, other) => other.length - one.length);
}

/** A value of JSON in which no text holds any of these names, whatever their case. */
export function hideNames<T>(value: T, names: readonly string[]): T {
  if (names.length === 0) return value;
  const pattern = new RegExp(names.map((name) => RegExp.escape(name)).join("|"), "giu");
  // What a text becomes is a text and what an object becomes has its shape, so that the type stays true.
  return hideIn(value, pattern) as T;
}

/** Such a text that an ellipsis may cut: the beginning of a name that the cut left is cut off with it. */
export function hideNamesInCut(text: string, names: readonly string[]): string {
  if (!text.endsWith("…")) return hideNames(text, names);
  const kept = text.slice(0, -1);
  const begun = Math.max(0, ...names.map((name) => lengthOfBeginning(kept.toLowerCase(), name.toLowerCase())));
  return hideNames(`${kept.slice(0, kept.length - begun)}…`, names);
}

/** How much of a name, but not all of it, a text ends with. */
function lengthOfBeginning(text: string, name: string): number {
  for (let length = name.length - 1; length > 0; length--) if (text.endsWith(name.slice(0, length))) return length;
  return 0;
}

function hideIn(value: unknown, pattern: RegExp): unknown {
  if (typeof value === "string") return value.replace(pattern, stand);
  if (Array.isArray(value)) return value.map((item) => hideIn(item, pattern));
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideIn(item, pattern)]));
}
