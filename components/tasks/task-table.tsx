"use client";

import { useSearchParams } from "next/navigation";
import { ListTable } from "#components/data-table/list-table";
import type { Choice } from "#components/data-table/selection-bar";
import { useList } from "#components/data-table/use-list";
import { taskHref } from "#components/tasks/task-link";
import { TaskMatch } from "#components/tasks/task-match";
import { taskTableColumns } from "#components/tasks/task-table-columns";
import { ValidateButton } from "#components/validation/validate-button";
import type { ValidationActions } from "#components/validation/validate-dialog";
import { formatAmount, formatCount } from "#lib/format";
import type { TextMatch } from "#lib/tasks/matches";
import type { TaskPage } from "#lib/tasks/model";

interface TaskTableProps {
  readonly page: TaskPage;
  /** Where a text search found each task. */
  readonly matches: ReadonlyMap<number, TextMatch>;
  /** What to mark in them. */
  readonly words: readonly string[];
  /** Null for those who may not ask for runs. */
  readonly validation: ValidationActions | null;
}

export function TaskTable({ page, matches, words, validation }: TaskTableProps) {
  const search = useSearchParams();
  const { withFilters } = useList();
  function renderValidate({ ids, isNothingSelected, all }: Choice) {
    return validation ? (
      <ValidateButton
        choice={{ ids: ids && [...ids], query: withFilters("") }}
        chosen={ids ? formatAmount(ids.length, "task") : `all ${all} that match`}
        label={ids ? `Validate ${formatCount(ids.length)} selected` : `Validate all ${all} that match`}
        look={isNothingSelected ? "quiet" : "secondary"}
        actions={validation}
      />
    ) : null;
  }
  return (
    <ListTable
      label="Tasks"
      page={page}
      columns={taskTableColumns}
      rowName={(task) => task.instanceId}
      hrefOf={(task) => taskHref(task.id, search)}
      renderDetail={(task) => {
        const match = matches.get(task.id);
        return match ? <TaskMatch match={match} words={words} /> : null;
      }}
      renderActions={renderValidate}
    />
  );
}
