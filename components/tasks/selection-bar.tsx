"use client";

import { createSerializer } from "nuqs";
import { DownloadMenu } from "#components/tasks/download-menu";
import { TaskTotal } from "#components/tasks/task-total";
import { useTaskParams } from "#components/tasks/use-task-params";
import { Button } from "#components/ui/button";
import { ValidateButton } from "#components/validation/validate-button";
import type { ValidationActions } from "#components/validation/validate-dialog";
import { formatAmount, formatCount } from "#lib/format";
import { taskFilterParsers } from "#lib/tasks/filters";
import type { Total } from "#lib/tasks/model";

interface SelectionBarProps {
  readonly selectedIds: readonly string[];
  readonly total: Total;
  /** Whether the selection is everything that matches, on this page and all others. */
  readonly isAllSelected: boolean;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
  /** Null for those who may not ask for runs. */
  readonly validation: ValidationActions | null;
}

const serialize = createSerializer(taskFilterParsers);

/** How many tasks there are; once some are selected, what can be done with those. */
export function SelectionBar({
  selectedIds,
  total,
  isAllSelected,
  onSelectAll,
  onClear,
  validation,
}: SelectionBarProps) {
  const { params } = useTaskParams();
  const all = `${formatCount(total.count)}${total.exact ? "" : "+"}`;
  const hasMore = !total.exact || total.count > selectedIds.length;
  const ids = isAllSelected || selectedIds.length === 0 ? null : selectedIds.map(Number);
  const validate = validation ? (
    <ValidateButton
      choice={{ ids, query: serialize(params) }}
      chosen={ids ? formatAmount(ids.length, "task") : `all ${all} that match`}
      label={ids ? `Validate ${formatCount(ids.length)} selected` : `Validate all ${all} that match`}
      look={selectedIds.length === 0 ? "quiet" : "secondary"}
      actions={validation}
    />
  ) : null;
  if (selectedIds.length === 0) {
    return (
      <div className="flex min-h-10 items-center justify-between gap-2 px-4 text-[13px] text-muted">
        <TaskTotal total={total} />
        {validate}
      </div>
    );
  }
  return (
    <div role="status" className="flex min-h-10 flex-wrap items-center gap-2 bg-accent-soft px-4 py-1 text-[13px]">
      <span className="font-medium">
        {isAllSelected
          ? `All ${all} tasks that match are selected`
          : `${formatAmount(selectedIds.length, "task")} selected`}
      </span>
      {hasMore && !isAllSelected ? (
        <Button look="quiet" size="small" onClick={onSelectAll}>
          Select all {all} that match
        </Button>
      ) : null}
      <Button look="quiet" size="small" onClick={onClear}>
        Drop the selection
      </Button>
      <span className="ml-auto flex gap-2">
        {validate}
        <DownloadMenu ids={isAllSelected ? [] : selectedIds} label="Download the selection" />
      </span>
    </div>
  );
}
