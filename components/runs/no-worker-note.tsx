import { TriangleAlert } from "lucide-react";

/** That work waits and nobody is there to do it. */
export function NoWorkerNote() {
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-2 gap-y-1 bg-warn-soft px-4 py-2 text-warn">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span>Work waits, and no worker is alive. Start one on any machine that reaches the database:</span>
      <code className="rounded bg-canvas px-1.5 py-0.5 text-text">npm run worker</code>
    </p>
  );
}
