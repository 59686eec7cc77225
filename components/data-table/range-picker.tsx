"use client";

import { Slider } from "radix-ui";
import { useState } from "react";
import { useList } from "#components/data-table/use-list";
import { useListCounts } from "#components/data-table/use-list-counts";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Skeleton } from "#components/ui/skeleton";
import { formatAmount } from "#lib/format";
import { isBounded } from "#lib/lists/active-filters";
import type { HistogramBin, Range } from "#lib/lists/model";

interface RangePickerProps {
  readonly measure: string;
  readonly label: string;
  readonly range: Range;
  readonly onChange: (range: Range) => void;
}

/** A histogram to drag on, bin by bin, and two fields for exact ends. */
export function RangePicker({ measure, label, range, onChange }: RangePickerProps) {
  const { data: bins, error } = useListCounts<HistogramBin[]>(`histograms/${measure}`);
  const isFraction = useList().spec.fractions.includes(measure);
  if (error) return <p className="text-bad">{error}</p>;
  if (!bins) return <Skeleton className="h-32" />;
  return (
    <div className="grid gap-3">
      {bins.length > 0 ? <BinSlider bins={bins} label={label} range={range} onChange={onChange} /> : null}
      <div className="flex items-center gap-2">
        <EndField
          label={`${label}, at least`}
          value={range.min}
          placeholder={bins[0]?.from}
          isFraction={isFraction}
          onCommit={(min) => onChange({ ...range, min })}
        />
        <span className="text-muted">to</span>
        <EndField
          label={`${label}, at most`}
          value={range.max}
          placeholder={bins.at(-1)?.to}
          isFraction={isFraction}
          onCommit={(max) => onChange({ ...range, max })}
        />
        <Button
          look="quiet"
          size="small"
          disabled={!isBounded(range)}
          onClick={() => onChange({ min: null, max: null })}
        >
          Clear
        </Button>
      </div>
    </div>
  );
}

function BinSlider({
  bins,
  label,
  range,
  onChange,
}: Omit<RangePickerProps, "measure"> & { bins: readonly HistogramBin[] }) {
  const chosen = chosenBins(bins, range);
  const [dragged, setDragged] = useState<readonly [number, number] | null>(null);
  const [low, high] = dragged ?? chosen;
  const { spec } = useList();
  const tallest = Math.max(...bins.map((bin) => bin.count));
  function commit([from = 0, to = bins.length]: number[]) {
    setDragged(null);
    onChange({
      min: from === 0 ? null : (bins[from]?.from ?? null),
      max: to >= bins.length ? null : (bins[to - 1]?.to ?? null),
    });
  }
  return (
    <div>
      <div className="flex h-16 items-end gap-px" aria-hidden>
        {bins.map((bin, index) => (
          <div
            key={bin.from}
            title={`${bin.from === bin.to ? bin.from : `${bin.from}–${bin.to}`}: ${formatAmount(bin.count, spec.noun, spec.plural)}`}
            className={index >= low && index < high ? "min-h-px flex-1 bg-accent" : "min-h-px flex-1 bg-line-strong"}
            style={{ height: `${(bin.count / tallest) * 100}%` }}
          />
        ))}
      </div>
      <Slider.Root
        className="relative flex h-4 touch-none items-center select-none"
        min={0}
        max={bins.length}
        minStepsBetweenThumbs={1}
        value={[low, high]}
        onValueChange={([from = 0, to = bins.length]) => setDragged([from, to])}
        onValueCommit={commit}
      >
        <Slider.Track className="h-0.5 w-full bg-line-strong">
          <Slider.Range className="absolute h-0.5 bg-accent" />
        </Slider.Track>
        <Slider.Thumb
          aria-label={`${label}, from`}
          className="block size-3.5 rounded-full border-2 border-accent bg-raised"
        />
        <Slider.Thumb
          aria-label={`${label}, to`}
          className="block size-3.5 rounded-full border-2 border-accent bg-raised"
        />
      </Slider.Root>
    </div>
  );
}

/** The half-open span of bins that the range covers, at least one wide. */
function chosenBins(bins: readonly HistogramBin[], { min, max }: Range): readonly [number, number] {
  const from = min === null ? 0 : bins.findIndex((bin) => bin.to >= min);
  const to = max === null ? bins.length : bins.findLastIndex((bin) => bin.from <= max) + 1;
  const low = Math.min(from === -1 ? bins.length - 1 : from, bins.length - 1);
  return [low, Math.max(to, low + 1)];
}

interface EndFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly placeholder: number | undefined;
  readonly isFraction: boolean;
  readonly onCommit: (value: number | null) => void;
}

function EndField({ label, value, placeholder, isFraction, onCommit }: EndFieldProps) {
  function commit(text: string) {
    const typed = Math.max(0, isFraction ? Number(text) : Math.trunc(Number(text)));
    const next = text.trim() === "" ? null : typed;
    if (next !== value && !Number.isNaN(next)) onCommit(next);
  }
  return (
    <Input
      key={value}
      type="number"
      min={0}
      step={isFraction ? "any" : 1}
      aria-label={label}
      defaultValue={value ?? ""}
      placeholder={placeholder?.toString()}
      className="tabular-nums"
      onBlur={(event) => commit(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit(event.currentTarget.value);
      }}
    />
  );
}
