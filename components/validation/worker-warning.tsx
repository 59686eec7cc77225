import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { formatAmount } from "#lib/format";
import type { WorkerOutlook } from "#lib/runs/worker-outlook";

/** That nobody can do the work now, and what to do about it; nothing where somebody can. */
export function WorkerWarning({ workers }: { workers: WorkerOutlook }) {
  if (workers.usable > 0) return null;
  return (
    <div role="status" className="flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 gap-1 [overflow-wrap:anywhere]">{explain(workers)}</div>
    </div>
  );
}

function explain({ alive, problems }: WorkerOutlook): ReactNode {
  if (alive === 0) {
    return (
      <p>
        No worker is alive: what you ask for waits until one is. Start one on any machine that reaches the database:{" "}
        <code className="rounded bg-canvas px-1 text-text">npm run worker</code>
      </p>
    );
  }
  const noun = formatAmount(alive, "worker");
  if (problems.length > 0) {
    return (
      <>
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
        <p>What you ask for waits until a worker can run it ({noun} alive).</p>
      </>
    );
  }
  return (
    <p>
      {alive === 1 ? "The one worker alive does not have" : `None of the ${noun} alive has`} the sandbox asked for.
      Choose another one, or install it on a worker’s machine and start the worker again; until then it waits.
    </p>
  );
}
