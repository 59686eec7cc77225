"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { FacetOptions } from "#components/tasks/facet-options";
import { useTaskParams } from "#components/tasks/use-task-params";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";
import { cn } from "#lib/class-names";
import type { TaskFacetKey } from "#lib/core/task/list";
import { taskFacetLabels } from "#lib/tasks/columns";

export function FacetFilter({ facet }: { facet: TaskFacetKey }) {
  const { params, setParams } = useTaskParams();
  const [isOpen, setOpen] = useState(false);
  const label = taskFacetLabels[facet];
  const chosen = params[facet];
  return (
    <Popover
      label={`Filter by ${label.toLowerCase()}`}
      open={isOpen}
      onOpenChange={setOpen}
      className="p-0"
      trigger={
        <Button
          size="small"
          className={cn("max-w-72 font-normal", chosen.length > 0 && "border-accent bg-accent-soft text-accent-strong")}
        >
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
