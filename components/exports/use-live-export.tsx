"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { isExportMoving } from "#lib/core/export/model";
import type { ExportRow } from "#lib/exports/model";

const pauseMilliseconds = 700;

/** Asks again while the export moves and the page is looked at, and has the page drawn anew when its state changes. */
export function useLiveExport(initial: ExportRow): ExportRow {
  const router = useRouter();
  const [live, setLive] = useState(initial);
  useEffect(() => {
    if (!isExportMoving(initial.state)) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // One question at a time: the next pause begins when an answer is there.
    const ask = async () => {
      if (document.visibilityState === "visible") {
        const next = await findExport(initial.id, stop.signal);
        if (stop.signal.aborted) return;
        if (next) setLive(next);
        if (next && next.state !== initial.state) router.refresh();
      }
      timer = setTimeout(ask, pauseMilliseconds);
    };
    timer = setTimeout(ask, pauseMilliseconds);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [initial, router]);
  return isExportMoving(initial.state) && live.id === initial.id ? live : initial;
}

/** Null where the server did not say: the next question may reach it. */
async function findExport(id: string, signal: AbortSignal): Promise<ExportRow | null> {
  try {
    const response = await fetch(`/api/v1/exports/${id}`, { signal });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
