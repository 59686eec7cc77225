import { Unplug } from "lucide-react";
import type { Connection } from "#components/live/use-event-source";

/** Says that what is shown may be old, for as long as the stream is away. */
export function ConnectionNote({ connection }: { connection: Connection }) {
  return (
    <p role="status" className="empty:hidden">
      {connection === "lost" ? (
        <span className="flex items-center gap-2 bg-warn-soft px-4 py-1.5 text-[13px] text-warn">
          <Unplug aria-hidden className="size-3.5 shrink-0" />
          Connection lost, trying again. What you see is from before.
        </span>
      ) : null}
    </p>
  );
}
