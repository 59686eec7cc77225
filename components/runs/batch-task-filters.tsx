"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { FilterSelect } from "#components/runs/filter-select";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { failureClasses } from "#lib/core/grading/model";
import { batchTaskOutcomes, workStates } from "#lib/core/run/model";
import { pipelineStages } from "#lib/core/task/model";
import type { BatchTaskParams } from "#lib/runs/filters";
import type { BatchProgress } from "#lib/runs/model";

interface BatchTaskFiltersProps {
  readonly params: BatchTaskParams;
  readonly progress: BatchProgress;
  readonly onChange: (change: Partial<BatchTaskParams>) => void;
}

const cleared = { state: null, outcome: null, stage: null, failureClass: null, reason: null };

export function BatchTaskFilters({ params, progress, onChange }: BatchTaskFiltersProps) {
  const counted = new Set<string>(progress.stages.map(({ stage }) => stage));
  const stages = pipelineStages.filter((stage) => counted.has(stage) || stage === params.stage);
  const { state, outcome, stage, failureClass, reason } = params;
  const hasFilter = [state, outcome, stage, failureClass, reason].some(Boolean);
  return (
    <fieldset className="flex min-w-0 items-center gap-1.5 px-4 pb-2 max-sm:overflow-x-auto sm:flex-wrap">
      <legend className="sr-only">Filters</legend>
      <FilterSelect noun="state" value={params.state} choices={workStates} onChange={(state) => onChange({ state })} />
      <FilterSelect
        noun="outcome"
        value={params.outcome}
        choices={batchTaskOutcomes}
        onChange={(outcome) => onChange({ outcome })}
      />
      <FilterSelect noun="stage" value={params.stage} choices={stages} onChange={(stage) => onChange({ stage })} />
      <FilterSelect
        noun="failure class"
        value={params.failureClass}
        choices={failureClasses}
        onChange={(failureClass) => onChange({ failureClass })}
      />
      <ReasonSearch key={params.reason} reason={params.reason ?? ""} onSearch={(reason) => onChange({ reason })} />
      {hasFilter ? (
        <Button look="quiet" className="text-muted" onClick={() => onChange(cleared)}>
          <X /> Clear all
        </Button>
      ) : null}
    </fieldset>
  );
}

/** Searches when Enter is pressed or the field is left. */
function ReasonSearch({ reason, onSearch }: { reason: string; onSearch: (reason: string | null) => void }) {
  const [text, setText] = useState(reason);
  function search() {
    if (text.trim() !== reason) onSearch(text.trim() || null);
  }
  return (
    <Input
      type="search"
      aria-label="Filter by words of the reason"
      placeholder="Words of the reason"
      value={text}
      className="max-w-48 min-w-36"
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") search();
      }}
      onBlur={search}
    />
  );
}
