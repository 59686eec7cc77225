"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useTaskParams } from "#components/tasks/use-task-params";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";
import { Skeleton } from "#components/ui/skeleton";
import type { TaskRangeKey } from "#lib/core/task/list";
import { formatRange, inSentence, isBounded } from "#lib/tasks/active-filters";
import { taskRangeLabels } from "#lib/tasks/columns";
import type { Range } from "#lib/tasks/model";

const RangePicker = dynamic(() => import("#components/tasks/range-picker").then((module) => module.RangePicker), {
  ssr: false,
  loading: () => <Skeleton className="h-32" />,
});

export function RangeFilter({ measure }: { measure: TaskRangeKey }) {
  const { params, setParams } = useTaskParams();
  const label = taskRangeLabels[measure];
  const range = { min: params[`${measure}Min`], max: params[`${measure}Max`] };
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
