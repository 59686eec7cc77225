"use client";

import { X } from "lucide-react";
import { ColumnMenu } from "#components/tasks/column-menu";
import { FacetFilter } from "#components/tasks/facet-filter";
import { RangeFilter } from "#components/tasks/range-filter";
import { TaskSearch } from "#components/tasks/task-search";
import { useTaskParams } from "#components/tasks/use-task-params";
import { ViewMenu, type ViewMenuProps } from "#components/tasks/view-menu";
import { Button } from "#components/ui/button";
import { taskFacetKeys, taskRangeKeys } from "#lib/core/task/list";
import { listActiveFilters } from "#lib/tasks/active-filters";
import { taskFilterParsers, taskFilters } from "#lib/tasks/filters";

export function TaskToolbar(views: ViewMenuProps) {
  const { params, setParams } = useTaskParams();
  const hasFilters = listActiveFilters(taskFilters(params)).length > 0;
  function clearFilters() {
    const cleared = Object.fromEntries(Object.keys(taskFilterParsers).map((key) => [key, null]));
    setParams({ ...cleared, cursor: null });
  }
  return (
    <div className="grid grid-cols-1 gap-2 px-4 pb-2">
      <div className="flex flex-wrap items-center gap-2">
        <TaskSearch />
        <ColumnMenu />
        <ViewMenu {...views} />
      </div>
      <fieldset className="flex min-w-0 items-center gap-1.5 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 sm:flex-wrap">
        <legend className="sr-only">Filters</legend>
        {taskFacetKeys.map((key) => (
          <FacetFilter key={key} facet={key} />
        ))}
        {taskRangeKeys.map((key) => (
          <RangeFilter key={key} measure={key} />
        ))}
        {hasFilters ? (
          <Button look="quiet" size="small" className="text-muted" onClick={clearFilters}>
            <X /> Clear all
          </Button>
        ) : null}
      </fieldset>
    </div>
  );
}
