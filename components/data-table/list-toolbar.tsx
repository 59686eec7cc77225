"use client";

import { X } from "lucide-react";
import { ColumnMenu } from "#components/data-table/column-menu";
import { FacetFilter } from "#components/data-table/facet-filter";
import { ListSearch } from "#components/data-table/list-search";
import { RangeFilter } from "#components/data-table/range-filter";
import { useList } from "#components/data-table/use-list";
import { ViewMenu, type ViewMenuProps } from "#components/data-table/view-menu";
import { Button } from "#components/ui/button";
import { isBounded } from "#lib/lists/active-filters";
import { writeFilterParams } from "#lib/lists/params";

export function ListToolbar(views: ViewMenuProps) {
  const { spec, filters, setParams } = useList();
  const hasFilters =
    filters.q !== "" ||
    Object.values(filters.facets).some((values) => values.length > 0) ||
    Object.values(filters.ranges).some(isBounded);
  function clearFilters() {
    const cleared = Object.fromEntries(Object.keys(writeFilterParams(filters)).map((key) => [key, null]));
    setParams({ ...cleared, cursor: null });
  }
  return (
    <div className="grid grid-cols-1 gap-2 px-4 pb-2">
      <div className="flex flex-wrap items-center gap-2">
        <ListSearch />
        <ColumnMenu />
        <ViewMenu {...views} />
      </div>
      <fieldset className="flex min-w-0 items-center gap-1.5 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 sm:flex-wrap">
        <legend className="sr-only">Filters</legend>
        {Object.keys(spec.facetLabels).map((key) => (
          <FacetFilter key={key} facet={key} />
        ))}
        {Object.keys(spec.rangeLabels).map((key) => (
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
