import { VisibleText } from "#components/ui/visible-text";
import { formatAmount } from "#lib/format";
import type { UnknownTasks } from "#lib/trajectories/unknown-tasks";

interface UnknownTaskListProps {
  readonly dataset: string;
  readonly unknown: UnknownTasks;
}

/** What trajectories speak of without a task to tie them to. They are kept, and tied when they are imported after their tasks. */
export function UnknownTaskList({ dataset, unknown: { instanceIds, isWhole } }: UnknownTaskListProps) {
  const amount = formatAmount(instanceIds.length, "task");
  return (
    <section className="px-4 pt-6" aria-labelledby="unknown-tasks">
      <h2 id="unknown-tasks" className="text-sm font-semibold">
        {isWhole ? amount : `More than ${amount}`} that {dataset} does not have
      </h2>
      <p className="py-2 text-[13px] text-muted">
        Their trajectories are kept. Import the tasks, then this file again: what is tied to a task is measured by its
        gold patch.
      </p>
      <ul className="columns-3xs gap-6 font-mono text-[13px]">
        {instanceIds.map((instanceId) => (
          <li key={instanceId} className="truncate" title={instanceId}>
            <VisibleText text={instanceId} />
          </li>
        ))}
      </ul>
    </section>
  );
}
