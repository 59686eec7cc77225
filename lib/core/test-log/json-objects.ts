import { isJsonObject, type JsonObject, parseJson } from "../json.ts";
import { walkObject } from "../json-walk.ts";
import { lineCounter } from "../line-counter.ts";
import type { LogPart } from "./model.ts";
import type { Recorder } from "./recorder.ts";

export interface FoundObject {
  readonly value: JsonObject;
  /** The text it was read from. */
  readonly part: LogPart;
}

/** How often the log may be walked through for objects that turn out to have no end. */
const maxWalks = 4;

/**
 * The JSON objects of a log that begin a line and hold the word `key`. What looks like one and is no JSON is a problem.
 * Linear: a log full of open braces is given up, with a problem.
 */
export function* findJsonObjects(part: LogPart, key: string, recorder: Recorder): Generator<FoundObject> {
  const { text } = part;
  const quotedKey = `"${key}"`;
  const lastKey = text.lastIndexOf(quotedKey);
  const lineAt = lineCounter(text, part.firstLine);
  let budget = text.length * maxWalks;
  for (let start = nextObject(text, 0); start !== -1 && start < lastKey; ) {
    const { end, walked } = walkObject(text, start);
    if (end === null) {
      budget -= walked;
      if (budget < 0) {
        recorder.report(lineAt(start), "the end of a JSON object", "the end of the log");
        return;
      }
      start = nextObject(text, start + 1);
      continue;
    }
    const source = text.slice(start, end);
    if (source.includes(quotedKey)) {
      const firstLine = lineAt(start);
      const value = parseObject(source);
      if (value) yield { value, part: { text: source, firstLine } };
      else recorder.report(firstLine, "a JSON object", "something that only looks like one");
    }
    start = nextObject(text, end);
  }
}

/** Where the next line that begins as a JSON object has its brace; -1 where there is none. */
function nextObject(text: string, from: number): number {
  const pattern = /^[ \t]*\{(?=\s*["}])/gmu;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match ? match.index + match[0].length - 1 : -1;
}

/** The object that a JSON text is; null where it is none. */
export function parseObject(source: string): JsonObject | null {
  const value = parseJson(source);
  return isJsonObject(value) ? value : null;
}
