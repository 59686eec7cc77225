import { Route } from "lucide-react";
import Link from "next/link";
import { AttemptTable } from "#components/trajectories/attempt-table";
import { ModelRates } from "#components/trajectories/model-rates";
import { Notice } from "#components/ui/notice";
import { formatCount } from "#lib/format";
import type { TaskTrajectories as Found } from "#lib/trajectories/task-trajectories";

interface TaskTrajectoriesProps {
  readonly found: Found;
  /** The list of all of them. */
  readonly listHref: string;
}

/** What agents did on a task. */
export function TaskTrajectories({ found: { models, attempts, isWhole }, listHref }: TaskTrajectoriesProps) {
  if (attempts.length === 0) {
    return (
      <Notice icon={Route} title="No agent has tried this task yet">
        Import trajectories into its dataset: those that name this instance stand here, with how often each model solved
        it.
      </Notice>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-6 py-4">
      <section className="grid gap-2">
        <h2 className="px-4 text-sm font-semibold">Resolved by model</h2>
        <ModelRates models={models} />
      </section>
      <AttemptTable attempts={attempts} />
      {isWhole ? null : (
        <p className="px-4 text-[13px] text-muted">
          The first {formatCount(attempts.length)} attempts.{" "}
          <Link href={listHref} className="text-accent hover:underline">
            Find all of them in the list
          </Link>
        </p>
      )}
    </div>
  );
}
