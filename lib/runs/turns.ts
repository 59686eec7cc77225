import { setTimeout as pause } from "node:timers/promises";

const pauseMilliseconds = 1_000;

/** Counts 0, 1, … up to `count` and begins again: the first round at once, then once a second, until `signal` aborts. */
export async function* takeTurns(count: number, signal: AbortSignal): AsyncGenerator<number> {
  for (let turn = 0; !signal.aborted; turn++) {
    // Rejects when the signal aborts, which the loop sees for itself.
    if (turn >= count) await pause(pauseMilliseconds, undefined, { signal }).catch(() => {});
    if (!signal.aborted) yield turn % count;
  }
}
