"use client";

import { useCallback, useEffect, useState } from "react";
import type { DeskActions } from "#components/review/desk-actions";
import { heartbeatSeconds } from "#lib/core/review/lease-seconds";
import { attempt } from "#lib/outcome";

/** Keeps a slot held while its item is on the desk, and tells when it is lost. */
export function useLease(itemId: number, isHeld: boolean, onHeartbeat: DeskActions["onHeartbeat"]) {
  const [isLost, setLost] = useState(false);
  const lose = useCallback(() => setLost(true), []);
  useEffect(() => {
    if (!isHeld || isLost) return;
    const beat = async () => {
      const outcome = await attempt(() => onHeartbeat({ itemId }));
      // A server that cannot be reached says nothing about the slot: the next beat asks again.
      if (!outcome.ok && outcome.code === "conflict") setLost(true);
    };
    const onVisible = () => {
      if (document.visibilityState === "visible") void beat();
    };
    const timer = setInterval(beat, heartbeatSeconds * 1_000);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [itemId, isHeld, isLost, onHeartbeat]);
  return { isLost, lose };
}
