"use client";

import { useSyncExternalStore } from "react";
import { formatRelativeTime, formatUtcTime } from "#lib/format";

/** "3 h ago", with the exact time in the title. The server writes the exact time, since it does not know when this is read. */
export function RelativeTime({ at }: { at: Date | string }) {
  const date = new Date(at);
  const isBrowser = useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  );
  return (
    <time dateTime={date.toISOString()} title={formatUtcTime(date)}>
      {isBrowser ? formatRelativeTime(date, new Date()) : formatUtcTime(date)}
    </time>
  );
}

function subscribeNever() {
  return () => {};
}
