"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useTaskParams } from "#components/tasks/use-task-params";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";
import { Skeleton } from "#components/ui/skeleton";
import type { TaskFacetKey } from "#lib/core/task/list";
import { taskFacetLabels } from "#lib/tasks/columns";

const FacetOptions = dynamic(() => import("#components/tasks/facet-options").then((module) => module.FacetOptions), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-24" />,
});

export function FacetFilter({ facet }: { facet: TaskFacetKey }) {
  const { params, setParams } = useTaskParams();
  const label = taskFacetLabels[facet];
  const chosen = params[facet];
  return (
    <Popover
      label={`Filter by ${label.toLowerCase()}`}
      isBare
      trigger={
        <Button size="small" look={chosen.length > 0 ? "active" : "secondary"} className="max-w-72 font-normal">
          <span className="truncate">{chosen.length > 0 ? `${label}: ${chosen.join(", ")}` : label}</span>
          <ChevronDown className="opacity-60" />
        </Button>
      }
    >
      <FacetOptions
        facet={facet}
        label={label}
        chosen={chosen}
        onChange={(values) => setParams({ [facet]: values.length > 0 ? values : null, cursor: null })}
      />
    </Popover>
  );
}
