"use client";

import type { ReactNode } from "react";
import { DownloadMenu } from "#components/data-table/download-menu";
import { ListTotal } from "#components/data-table/list-total";
import { useList } from "#components/data-table/use-list";
import { Button } from "#components/ui/button";
import { formatAmount, formatCount } from "#lib/format";
import type { Total } from "#lib/lists/model";

/** What an action would be done to. */
export interface Choice {
  /** Null for all that match. */
  readonly ids: readonly number[] | null;
  readonly isNothingSelected: boolean;
  /** How many match: "10,000+". */
  readonly all: string;
}

interface SelectionBarProps {
  readonly selectedIds: readonly string[];
  readonly total: Total;
  /** Whether the selection is everything that matches, on this page and all others. */
  readonly isAllSelected: boolean;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
  /** What can be done beside downloading. */
  readonly renderActions: ((choice: Choice) => ReactNode) | undefined;
}

/** How many rows there are; once some are selected, what can be done with those. */
export function SelectionBar({
  selectedIds,
  total,
  isAllSelected,
  onSelectAll,
  onClear,
  renderActions,
}: SelectionBarProps) {
  const { spec } = useList();
  const all = `${formatCount(total.count)}${total.exact ? "" : "+"}`;
  const hasMore = !total.exact || total.count > selectedIds.length;
  const isNothingSelected = selectedIds.length === 0;
  const ids = isAllSelected || isNothingSelected ? null : selectedIds.map(Number);
  const actions = renderActions?.({ ids, isNothingSelected, all });
  if (isNothingSelected) {
    return (
      <div className="flex min-h-10 items-center justify-between gap-2 px-4 text-[13px] text-muted">
        <ListTotal total={total} />
        {actions}
      </div>
    );
  }
  return (
    <div role="status" className="flex min-h-10 flex-wrap items-center gap-2 bg-accent-soft px-4 py-1 text-[13px]">
      <span className="font-medium">
        {isAllSelected
          ? `All ${all} ${spec.plural} that match are selected`
          : `${formatAmount(selectedIds.length, spec.noun, spec.plural)} selected`}
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
        {actions}
        <DownloadMenu ids={isAllSelected ? [] : selectedIds} label="Download the selection" />
      </span>
    </div>
  );
}
