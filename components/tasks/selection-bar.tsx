"use client";

import { DownloadMenu } from "#components/tasks/download-menu";
import { TaskTotal } from "#components/tasks/task-total";
import { Button } from "#components/ui/button";
import { formatAmount, formatCount } from "#lib/format";
import type { Total } from "#lib/tasks/model";

interface SelectionBarProps {
  readonly selectedIds: readonly string[];
  readonly total: Total;
  /** Whether the selection is everything that matches, on this page and all others. */
  readonly isAllSelected: boolean;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

/** How many tasks there are; once some are selected, what can be done with those. */
export function SelectionBar({ selectedIds, total, isAllSelected, onSelectAll, onClear }: SelectionBarProps) {
  if (selectedIds.length === 0) {
    return (
      <div className="flex h-10 items-center px-4 text-[13px] text-muted">
        <TaskTotal total={total} />
      </div>
    );
  }
  const all = `${formatCount(total.count)}${total.exact ? "" : "+"}`;
  const hasMore = !total.exact || total.count > selectedIds.length;
  return (
    <div role="status" className="flex min-h-10 flex-wrap items-center gap-2 bg-accent-soft px-4 text-[13px]">
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
      <span className="ml-auto">
        <DownloadMenu ids={isAllSelected ? [] : selectedIds} label="Download the selection" />
      </span>
    </div>
  );
}
