// @ts-check

const SAME_PRESS_MS = 1000; // npm passes on the Ctrl-C that the terminal has sent us already.
const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** The reason of an abort the user asked for. */
export class StopRequest extends Error {
  /** @param {keyof typeof NUMBERS} signal */
  constructor(signal) {
    super(`Stopped by ${signal}`);
    this.exitCode = 128 + NUMBERS[signal];
  }
}

/** `stop` is aborted by the first SIGINT, SIGTERM or SIGHUP, `hurry` by a second one. */
export function listenForStop() {
  const stop = new AbortController();
  const hurry = new AbortController();
  let firstAt = 0;
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(name, () => {
      if (!stop.signal.aborted) {
        firstAt = performance.now();
        stop.abort(new StopRequest(name));
      } else if (performance.now() - firstAt > SAME_PRESS_MS) {
        hurry.abort();
      }
    });
  }
  // A terminal or a pipe that was closed must not keep us from stopping in order.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  return { stop, hurry: hurry.signal };
}
