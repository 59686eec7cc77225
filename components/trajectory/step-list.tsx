"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { CircleX, FlaskConical, Repeat, Star } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { lookOf } from "#components/trajectory/step-looks";
import { cn } from "#lib/class-names";
import { nameHidden } from "#lib/core/text/name-hidden";
import type { StepOutline } from "#lib/core/trajectory/outline";

const rowPixels = 26;

interface StepListProps {
  readonly outline: readonly StepOutline[];
  readonly current: number;
  readonly onStep: (number: number) => void;
}

/** A line for each step. */
export function StepList({ outline, current, onStep }: StepListProps) {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: outline.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    initialRect: { width: 0, height: 700 },
    overscan: 4,
  });
  useEffect(() => {
    if (current >= 1) virtualizer.scrollToIndex(current - 1, { align: "auto" });
  }, [current, virtualizer]);
  return (
    <nav ref={scroller} aria-label="Steps" className="h-full min-h-0 overflow-y-auto py-1">
      <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const step = outline[index];
          return step ? (
            <li key={key} className="absolute inset-x-0 h-6.5" style={{ transform: `translateY(${start}px)` }}>
              <StepLine step={step} isCurrent={step.number === current} onStep={onStep} />
            </li>
          ) : null;
        })}
      </ol>
    </nav>
  );
}

interface StepLineProps {
  readonly step: StepOutline;
  readonly isCurrent: boolean;
  readonly onStep: (number: number) => void;
}

const StepLine = memo(function StepLine({ step, isCurrent, onStep }: StepLineProps) {
  const { word, icon: Icon } = lookOf(step);
  return (
    <a
      href={`#step-${step.number}`}
      title={`${word}: ${nameHidden(step.title)}`}
      aria-current={isCurrent ? "step" : undefined}
      className={cn(
        "flex h-full items-center gap-1.5 px-2 text-[13px] -outline-offset-2 hover:bg-sunken aria-[current]:bg-accent-soft",
        step.isError && "text-bad",
      )}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onStep(step.number);
      }}
    >
      <span className="w-9 shrink-0 text-right text-xs text-muted tabular-nums">{step.number}</span>
      <Icon aria-label={word} className="size-3.5 shrink-0 text-muted" />
      <span dir="ltr" className="min-w-0 flex-1 truncate">
        {nameHidden(step.title)}
      </span>
      {step.isGoldEdit ? <Star aria-label="gold file" className="size-3 shrink-0 text-good" /> : null}
      {step.testRun ? (
        <FlaskConical
          aria-label={step.testRun.failed ? "tests failed" : "tests"}
          className={cn("size-3 shrink-0", step.testRun.failed ? "text-warn" : "text-muted")}
        />
      ) : null}
      {step.loop === null ? null : <Repeat aria-label="loop" className="size-3 shrink-0 text-warn" />}
      {step.isError ? <CircleX aria-label="error" className="size-3 shrink-0" /> : null}
    </a>
  );
});
