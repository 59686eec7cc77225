import { setTimeout as pause } from "node:timers/promises";
import { isUnreachable } from "#lib/db/is-unreachable";
import { log } from "#lib/log";

const firstPauseMilliseconds = 200;
const longestPauseMilliseconds = 5_000;

/** Writes what was worked out, however long the database is away: the result of an hour must not be lost to a restart. */
export async function persist<T>(signal: AbortSignal, write: () => Promise<T>): Promise<T> {
  for (let wait = firstPauseMilliseconds; ; wait = Math.min(wait * 2, longestPauseMilliseconds)) {
    try {
      return await write();
    } catch (error) {
      if (!isUnreachable(error) || signal.aborted) throw error;
      log().warn({ err: error }, "The database is away; the result is kept and written when it is back");
      await pause(wait, undefined, { signal });
    }
  }
}
