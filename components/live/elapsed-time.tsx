"use client";

import { useEffect, useState } from "react";
import { formatDuration } from "#lib/format";

/** The time since a moment, second by second. The server writes none, since it does not know when this is read. */
export function ElapsedTime({ since }: { since: Date }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now === null ? "" : formatDuration(Math.max(0, (now - since.getTime()) / 1_000));
}
