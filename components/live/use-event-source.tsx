"use client";

import { useEffect, useRef, useState } from "react";
import { readEvent } from "#lib/runs/read-event";

export type Connection = "connecting" | "open" | "lost" | "ended";

/** The server ends every stream now and then; only a connection that stays away longer is lost. */
const patienceMilliseconds = 4_000;
const longestPauseMilliseconds = 15_000;

/**
 * Listens to a stream of events until one of the kind `end`, for as long as the page is seen. `addressAfter` gives the
 * address to begin at, or to go on at after the last id; a change of `key` begins anew, and null listens to nothing.
 */
export function useEventSource<E extends { readonly kind: string }>(
  key: string | null,
  addressAfter: (lastId: string) => string,
  onEvent: (event: E) => void,
): Connection {
  const [connection, setConnection] = useState<Connection>("connecting");
  const latest = useRef({ addressAfter, onEvent });
  latest.current = { addressAfter, onEvent };

  useEffect(() => {
    if (key === null) return;
    let source: EventSource | undefined;
    let lastId = "";
    let failures = 0;
    let isOver = false;
    let reconnecting: number | undefined;
    let losing: number | undefined;

    function connect() {
      disconnect();
      source = new EventSource(latest.current.addressAfter(lastId));
      source.onopen = () => {
        failures = 0;
        clearTimeout(losing);
        losing = undefined;
        setConnection("open");
      };
      source.onmessage = (message) => {
        lastId = message.lastEventId || lastId;
        const event = readEvent<E>(message.data);
        latest.current.onEvent(event);
        if (event.kind === "end") end();
      };
      source.onerror = () => {
        losing ??= window.setTimeout(() => setConnection("lost"), patienceMilliseconds);
        // The browser tries again by itself unless the server answered something else than a stream.
        if (source?.readyState !== EventSource.CLOSED) return;
        const pause = Math.min(longestPauseMilliseconds, 1_000 * 2 ** failures++);
        reconnecting = window.setTimeout(connect, pause);
      };
    }
    function disconnect() {
      source?.close();
      source = undefined;
      clearTimeout(reconnecting);
    }
    function end() {
      isOver = true;
      disconnect();
      clearTimeout(losing);
      setConnection("ended");
    }
    function follow() {
      if (isOver) return;
      if (document.visibilityState === "hidden") disconnect();
      else if (!source) connect();
    }
    setConnection("connecting");
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      disconnect();
      clearTimeout(losing);
    };
  }, [key]);
  return connection;
}
