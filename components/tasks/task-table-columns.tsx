import type { DataColumn } from "#components/data-table/data-table";
import { TaskLink } from "#components/tasks/task-link";
import { TaskStatusBadge } from "#components/tasks/task-status-badge";
import { VisibleText } from "#components/ui/visible-text";
import type { TaskSortKey } from "#lib/core/task/list";
import { formatCount, formatDay } from "#lib/format";
import { taskColumns } from "#lib/tasks/columns";
import type { TaskRow } from "#lib/tasks/model";

export const taskTableColumns: readonly DataColumn<TaskRow>[] = taskColumns.map((column) => ({
  ...column,
  render: (row) => <TaskCell id={column.id} row={row} />,
}));

function TaskCell({ id, row }: { id: TaskSortKey; row: TaskRow }) {
  switch (id) {
    case "instanceId":
      return <TaskLink id={row.id} instanceId={row.instanceId} />;
    case "repo":
      return (
        <span title={row.repo}>
          <VisibleText text={row.repo} />
        </span>
      );
    case "createdAt":
      return row.createdAt ? <span className="tabular-nums">{formatDay(row.createdAt)}</span> : <Missing />;
    case "status":
      return <TaskStatusBadge status={row.status} />;
    case "stage":
      return <span title={row.stopReason ?? undefined}>{row.stage}</span>;
    case "patchLines":
      return (
        <span title={`${row.patchLinesAdded} added, ${row.patchLinesRemoved} removed`}>
          <span className="text-good">+{formatCount(row.patchLinesAdded)}</span>{" "}
          <span className="text-bad">−{formatCount(row.patchLinesRemoved)}</span>
        </span>
      );
    case "dataset":
    case "language":
    case "difficulty":
      return row[id] ?? <Missing />;
    default:
      return formatCount(row[id]);
  }
}

function Missing() {
  return <span className="text-muted">–</span>;
}
