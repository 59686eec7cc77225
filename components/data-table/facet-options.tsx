"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { useList } from "#components/data-table/use-list";
import { useListCounts } from "#components/data-table/use-list-counts";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Input } from "#components/ui/input";
import { Skeleton } from "#components/ui/skeleton";
import { noValue } from "#lib/core/task/list";
import { formatCount } from "#lib/format";
import type { FacetValue } from "#lib/lists/model";

interface FacetOptionsProps {
  readonly facet: string;
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (values: string[]) => void;
}

const searchableFrom = 9;
const rowPixels = 28;

/** The values of one facet with how many rows each would leave; the chosen ones stay in the list when nothing has them. */
export function FacetOptions({ facet, label, chosen, onChange }: FacetOptionsProps) {
  const { data, error } = useListCounts<Readonly<Record<string, readonly FacetValue[]>>>("facets");
  const labels: Readonly<Record<string, string>> = { [noValue]: "not given", ...useList().spec.valueLabels[facet] };
  const [text, setText] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const all = withChosen(data?.[facet] ?? [], chosen);
  const shown = all.filter(({ value }) => value.toLowerCase().includes(text.toLowerCase()));
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 8,
  });
  function toggle(value: string) {
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  }
  if (error) return <p className="p-3 text-bad">{error}</p>;
  if (!data) return <Skeleton className="m-3 h-24" />;
  return (
    <div>
      {all.length >= searchableFrom ? (
        <div className="border-b p-2">
          <Input
            aria-label={`Find a ${label.toLowerCase()}`}
            placeholder={`Find among ${formatCount(all.length)}`}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      ) : null}
      <div ref={scroller} className="max-h-72 overflow-auto p-1">
        <div style={{ height: virtualizer.getTotalSize(), position: "relative" }}>
          {virtualizer.getVirtualItems().map((item) => {
            const option = shown[item.index];
            if (!option) return null;
            return (
              <label
                key={option.value}
                className="absolute inset-x-0 flex h-7 cursor-pointer items-center gap-2 rounded px-2 hover:bg-sunken"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Checkbox checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} />
                <span className="truncate" title={option.value}>
                  {labels[option.value] ?? option.value}
                </span>
                <span className="ml-auto text-[13px] text-muted tabular-nums">{formatCount(option.count)}</span>
              </label>
            );
          })}
        </div>
        {shown.length === 0 ? <p className="px-2 py-3 text-muted">No {label.toLowerCase()} has this name.</p> : null}
      </div>
      {chosen.length > 0 ? (
        <div className="border-t p-1">
          <Button look="quiet" size="small" onClick={() => onChange([])}>
            Clear
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function withChosen(values: readonly FacetValue[], chosen: readonly string[]): FacetValue[] {
  const missing = chosen.filter((value) => !values.some((other) => other.value === value));
  return [...missing.map((value) => ({ value, count: 0 })), ...values];
}
