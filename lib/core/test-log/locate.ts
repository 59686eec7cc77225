import { lineCounter } from "../line-counter.ts";
import type { LogPart } from "./model.ts";

/** How many texts may be sought in vain before the search is given up. */
const maxMisses = 3;

/**
 * Finds the line on which a text stands, for texts that come in the order of the part. One that is not there as it is
 * (it may be escaped) has the line found before.
 */
export function locator(part: LogPart): (sought: string) => number {
  const lineAt = lineCounter(part.text, part.firstLine);
  let offset = 0;
  let line = part.firstLine;
  let misses = 0;
  return (sought) => {
    const at = misses < maxMisses ? part.text.indexOf(sought, offset) : -1;
    if (at === -1) misses++;
    else {
      offset = at;
      line = lineAt(at);
    }
    return line;
  };
}
