"use client";

import { DownloadMenu } from "#components/tasks/download-menu";
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

export function SelectionBar({ selectedIds, total, isAllSelected, onSelectAll, onClear }: SelectionBarProps) {
  if (selectedIds.length === 0) return null;
  const all = `${formatCount(total.count)}${total.exact ? "" : "+"}`;
  const hasMore = !total.exact || total.count > selectedIds.length;
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 border-t bg-accent-soft px-4 py-1.5 text-[13px]">
      <span className="font-medium">
        {isAllSelected ? `All ${all} tasks that match are selected` : `${formatAmount(selectedIds.length, "task")} selected`}
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
