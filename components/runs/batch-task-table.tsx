import { SearchX } from "lucide-react";
import Link from "next/link";
import { ElapsedTime } from "#components/live/elapsed-time";
import { FailureClassBadge } from "#components/runs/failure-class-badge";
import { OutcomeBadge } from "#components/runs/outcome-badge";
import { RunMarks } from "#components/runs/run-marks";
import { WorkActions, type WorkDeeds } from "#components/runs/work-actions";
import { WorkStateBadge } from "#components/runs/work-state-badge";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { Notice } from "#components/ui/notice";
import { PlainTable } from "#components/ui/plain-table";
import { VisibleText } from "#components/ui/visible-text";
import { isEnded } from "#lib/core/run/model";
import { cutMiddle, formatDuration } from "#lib/format";
import { inWords } from "#lib/runs/describe";
import type { BatchTaskRow } from "#lib/runs/model";

export interface ActiveTaskFilter {
  readonly value: string;
  readonly drop: () => void;
}

interface BatchTaskTableProps {
  readonly tasks: readonly BatchTaskRow[];
  readonly deeds: WorkDeeds | null;
  /** What the tasks were chosen by, for the case that none is left. */
  readonly filters: readonly ActiveTaskFilter[];
  readonly onClear: () => void;
}

export function BatchTaskTable({ tasks, deeds, filters, onClear }: BatchTaskTableProps) {
  if (tasks.length === 0) return <NoBatchTasks filters={filters} onClear={onClear} />;
  return (
    <PlainTable
      label="Tasks of the batch"
      columns={[
        { label: "Task" },
        { label: "State" },
        { label: "Runs" },
        { label: "Stage" },
        { label: "Class" },
        { label: "Reason" },
        { label: "Tries", isNumber: true },
        { label: "Took", isNumber: true },
        ...(deeds ? [{ label: "Actions" }] : []),
      ]}
    >
      {tasks.map((task) => (
        <TaskLine key={task.taskId} task={task} deeds={deeds} />
      ))}
    </PlainTable>
  );
}

function NoBatchTasks({ filters, onClear }: Pick<BatchTaskTableProps, "filters" | "onClear">) {
  return (
    <Notice
      icon={SearchX}
      title={filters.length > 0 ? "No task of this batch matches" : "No task is on this page"}
      actions={
        <>
          {filters.length > 1
            ? filters.map(({ value, drop }) => (
                <Button key={value} onClick={drop}>
                  Without “<VisibleText text={inWords(value)} />”
                </Button>
              ))
            : null}
          <Button look="primary" onClick={onClear}>
            Show all tasks
          </Button>
        </>
      }
    >
      {filters.length === 1 ? (
        <>
          None is “<VisibleText text={inWords(filters[0]?.value ?? "")} />” now.
        </>
      ) : null}
    </Notice>
  );
}

function TaskLine({ task, deeds }: { task: BatchTaskRow; deeds: WorkDeeds | null }) {
  return (
    <tr className="group focus-within:bg-sunken">
      <td>
        <span className="flex items-center">
          <Link
            href={`/tasks/${task.taskId}`}
            prefetch={false}
            data-row-link
            title={task.instanceId}
            className="font-mono hover:text-accent hover:underline"
          >
            <VisibleText text={cutMiddle(task.instanceId, 36)} />
          </Link>
          <CopyButton
            text={task.instanceId}
            label={`Copy ${task.instanceId}`}
            size="tinyIcon"
            className="invisible text-muted group-hover:visible focus-visible:visible"
          />
        </span>
      </td>
      <td>{task.outcome ? <OutcomeBadge outcome={task.outcome} /> : <WorkStateBadge state={task.state} />}</td>
      <td className="min-w-44">
        <RunMarks runs={task.runs} />
      </td>
      <td>{task.stage ?? <span className="text-muted">–</span>}</td>
      <td>
        {task.failureClass ? (
          <FailureClassBadge failureClass={task.failureClass} />
        ) : (
          <span className="text-muted">–</span>
        )}
      </td>
      <td className="max-w-96 min-w-40 truncate text-muted" title={task.reason ?? undefined}>
        {task.reason ? <VisibleText text={task.reason} /> : "–"}
      </td>
      <td className="text-right tabular-nums">{task.tries}</td>
      <td className="text-right tabular-nums">
        <Duration task={task} />
      </td>
      {deeds ? (
        <td>
          <WorkActions
            batchId={task.batchId}
            taskId={task.taskId}
            taskName={task.instanceId}
            deeds={deeds}
            open={isEnded(task.state) ? 0 : 1}
            failed={task.state === "failed" ? 1 : 0}
            cancelled={task.state === "cancelled" ? 1 : 0}
            size="smallIcon"
          />
        </td>
      ) : null}
    </tr>
  );
}

function Duration({ task: { state, startedAt, finishedAt } }: { task: BatchTaskRow }) {
  if (!startedAt) return "–";
  if (finishedAt) return formatDuration((finishedAt.getTime() - startedAt.getTime()) / 1_000);
  return state === "running" ? <ElapsedTime since={startedAt} /> : "–";
}
