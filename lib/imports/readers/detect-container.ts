import type { JsonContainer } from "./split-json.ts";

/**
 * How a text holds its records, by its beginning. An object whose values are all objects is a map of records; an
 * object that goes on over several lines is a pretty-printed one; everything else that starts with a brace is JSON
 * Lines, damaged lines included. `isWhole` says that `head` is the entire text.
 */
export function detectContainer(head: string, isWhole: boolean): JsonContainer | "lines" | "unknown" {
  const start = head.search(/[^\s\ufeff]/u);
  if (start === -1) return "lines";
  if (head.charAt(start) === "[") return "array";
  if (head.charAt(start) !== "{") return /^[ \t]*\{/mu.test(head) ? "lines" : "unknown";
  const first = surveyObject(head, start);
  const isAlone = first.end === null || (isWhole && head.slice(first.end).trim() === "");
  if (first.hasRecords && isAlone) return "map";
  return first.isPretty ? "sequence" : "lines";
}

interface Survey {
  /** Offset behind the object; null where it does not end in the text. */
  readonly end: number | null;
  /** All of its values, and one at least, are objects. */
  readonly hasRecords: boolean;
  /** It has a line break that JSON allows. */
  readonly isPretty: boolean;
}

function surveyObject(text: string, start: number): Survey {
  const open: string[] = [];
  let isInString = false;
  let previous = "";
  let isPretty = false;
  let objects = 0;
  let others = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (isInString) {
      if (char === "\\") at++;
      else if (char === '"') isInString = false;
      else if (char === "\n") return { end: null, hasRecords: false, isPretty: false };
      continue;
    }
    if (char === "\n") isPretty = true;
    if (/\s/u.test(char)) continue;
    const isValue = open.length === 1 && previous === ":";
    if (isValue && char === "{") objects++;
    else if (isValue) others++;
    else if (char === "{" && open.at(-1) === "{" && previous !== ":")
      return { end: null, hasRecords: false, isPretty: false };
    if (char === '"') isInString = true;
    if (char === "{" || char === "[") open.push(char);
    if (char === "}" || char === "]") open.pop();
    previous = char;
    if (open.length === 0) return { end: at + 1, hasRecords: objects > 0 && others === 0, isPretty };
  }
  return { end: null, hasRecords: objects > 0 && others === 0, isPretty };
}
