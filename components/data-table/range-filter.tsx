"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useList } from "#components/data-table/use-list";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";
import { Skeleton } from "#components/ui/skeleton";
import { formatRange, inSentence, isBounded } from "#lib/lists/active-filters";
import type { Range } from "#lib/lists/model";

const RangePicker = dynamic(() => import("#components/data-table/range-picker").then((module) => module.RangePicker), {
  ssr: false,
  loading: () => <Skeleton className="h-32" />,
});

export function RangeFilter({ measure }: { measure: string }) {
  const { spec, filters, setParams } = useList();
  const label = spec.rangeLabels[measure] ?? measure;
  const range = filters.ranges[measure] ?? { min: null, max: null };
  const isActive = isBounded(range);
  function change({ min, max }: Range) {
    setParams({ [`${measure}Min`]: min, [`${measure}Max`]: max, cursor: null });
  }
  return (
    <Popover
      label={`Filter by ${inSentence(label)}`}
      trigger={
        <Button size="small" look={isActive ? "active" : "secondary"} className="font-normal">
          {isActive ? `${label} ${formatRange(range)}` : label}
          <ChevronDown className="opacity-60" />
        </Button>
      }
    >
      <RangePicker measure={measure} label={label} range={range} onChange={change} />
    </Popover>
  );
}
