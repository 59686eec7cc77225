"use client";

import { useRouter } from "next/navigation";
import { useEventSource } from "#components/live/use-event-source";
import type { LogEvent } from "#lib/runs/model";

/** Further than any log goes: none of its text is sent. */
const pastEveryLog = 999_999_999_999;

/** Has the page drawn anew when the run begins or ends, where its log, which tells as much, is not shown. */
export function AwaitRun({ runId }: { runId: number }) {
  const router = useRouter();
  const address = `/api/runs/${runId}/log/events?after=${pastEveryLog}`;
  useEventSource<LogEvent>(
    address,
    () => address,
    () => router.refresh(),
  );
  return null;
}
