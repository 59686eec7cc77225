import { setTimeout as pause } from "node:timers/promises";
import { log } from "#lib/log";

const beatMilliseconds = 15_000;
const reconnectMilliseconds = 2_000;
/** Then the browser connects anew, and is asked again who it is and whether it may. */
const longestMilliseconds = 600_000;

/**
 * Sends events as they come, a comment when long none came, and stops the work when nobody listens any more. A browser
 * that connects anew says the last `idOf` as `Last-Event-ID`.
 */
export function eventStream<E>(
  request: Request,
  open: (signal: AbortSignal) => AsyncGenerator<E>,
  idOf: (event: E) => number | null = () => null,
): Response {
  const left = new AbortController();
  const signal = AbortSignal.any([
    request.signal,
    left.signal,
    serverStops(),
    AbortSignal.timeout(longestMilliseconds),
  ]);
  const events = open(signal);
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<E>> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${reconnectMilliseconds}\n\n`));
    },
    async pull(controller) {
      try {
        next ??= events.next();
        const arrived = await orBeat(next);
        if (arrived === null) return controller.enqueue(encoder.encode(":\n\n"));
        next = undefined;
        if (arrived.done) return controller.close();
        controller.enqueue(encoder.encode(formatEvent(arrived.value, idOf(arrived.value))));
      } catch (error) {
        if (!signal.aborted) log().error({ err: error }, "An event stream broke off");
        controller.close();
      }
    },
    cancel() {
      left.abort();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Without `no-transform` the server would gather events to compress them.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** Null when nothing came for as long as a connection may be silent. */
async function orBeat<T>(arriving: Promise<T>): Promise<T | null> {
  const rested = new AbortController();
  const beat = pause(beatMilliseconds, null, { signal: rested.signal }).catch(() => null);
  const arrived = await Promise.race([arriving, beat]);
  rested.abort();
  return arrived;
}

/** JSON has no line break outside its escapes, so one `data` line holds all of it. */
function formatEvent(event: unknown, id: number | null): string {
  return `${id === null ? "" : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`;
}

declare global {
  var assayStops: AbortSignal | undefined;
}

/** Aborts when the server is told to stop: it waits for every answer to end, and a stream would go on. */
function serverStops(): AbortSignal {
  if (!globalThis.assayStops) {
    const stop = new AbortController();
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => stop.abort());
    globalThis.assayStops = stop.signal;
  }
  return globalThis.assayStops;
}
