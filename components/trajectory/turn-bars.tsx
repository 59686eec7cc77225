"use client";

import { type PointerEvent, useMemo } from "react";
import type { StepOutline } from "#lib/core/trajectory/outline";
import { formatAmount } from "#lib/format";

interface TurnBarsProps {
  readonly title: string;
  readonly turns: readonly StepOutline[];
  readonly current: number;
  readonly measure: (step: StepOutline) => number;
  readonly format: (value: number) => string;
  readonly onStep: (number: number) => void;
}

const height = 100;

/** A bar for each turn from zero up, all in one path; a click leads to the turn below it. */
export function TurnBars({ title, turns, current, measure, format, onStep }: TurnBarsProps) {
  const values = turns.map(measure);
  const most = values.reduce((highest, value) => Math.max(highest, value), 0);
  const sum = values.reduce((total, value) => total + value, 0);
  const width = Math.max(1, turns.length);
  const path = useMemo(
    () =>
      turns
        .map((step, index) => {
          const bar = most === 0 ? 0 : Math.round((measure(step) / most) * height * 10) / 10;
          return bar === 0 ? "" : `M${index} ${height}v${-bar}h0.9v${bar}z`;
        })
        .join(""),
    [turns, measure, most],
  );
  const at = turns.findIndex(({ number }) => number === current);

  function goTo(event: PointerEvent<SVGSVGElement>): void {
    const { left, width: pixels } = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / Math.max(1, pixels)) * turns.length);
    const step = turns[Math.min(turns.length - 1, Math.max(0, place))];
    if (step) onStep(step.number);
  }

  return (
    <figure className="grid gap-1">
      <figcaption className="flex flex-wrap justify-between gap-x-3 text-[13px]">
        <span className="font-medium">{title}</span>
        <span className="text-muted tabular-nums">
          {format(sum)} in {formatAmount(turns.length, "turn")}, at most {format(most)}
        </span>
      </figcaption>
      <svg
        role="img"
        aria-label={`${title}: ${format(sum)} in all, at most ${format(most)}`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-20 w-full cursor-pointer border-b bg-surface"
        onPointerDown={goTo}
      >
        <path d={path} className="fill-accent" />
        {at === -1 ? null : <rect x={at} y={0} width={1} height={height} className="fill-accent opacity-25" />}
      </svg>
    </figure>
  );
}
