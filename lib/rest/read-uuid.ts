import { fail } from "#lib/errors";
import { uuidPattern } from "#lib/runs/cursor";

/** The id in an address; text that is none is the id of nothing, and `not_found`. */
export function readUuid(text: string, noun: string): string {
  return uuidPattern.test(text) ? text : fail("not_found", `No ${noun} has the id ${text}`);
}
