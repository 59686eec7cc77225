"use client";

import { useState } from "react";
import { type Connection, useEventSource } from "#components/live/use-event-source";

/**
 * What the server drew, kept up to date by a stream. `initial` is one object for as long as the server has not drawn
 * anew; then it counts again. A null address listens to nothing.
 */
export function useLive<S, E extends { readonly kind: string }>(
  initial: S,
  address: string | null,
  apply: (state: S, event: E) => S,
): { readonly live: S; readonly connection: Connection } {
  const [kept, setKept] = useState({ initial, live: initial, drawings: 0 });
  if (kept.initial !== initial) setKept({ initial, live: initial, drawings: kept.drawings + 1 });
  const connection = useEventSource<E>(
    // What has ended may have begun again when the server draws anew.
    address && `${kept.drawings} ${address}`,
    () => address ?? "",
    (event) => setKept((now) => ({ ...now, live: apply(now.live, event) })),
  );
  return { live: kept.initial === initial ? kept.live : initial, connection };
}
