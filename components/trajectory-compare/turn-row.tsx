"use client";

import { ChevronDown, ChevronRight, Equal, EqualNot, Split } from "lucide-react";
import { memo } from "react";
import { StepText } from "#components/trajectory-compare/step-text";
import { TurnCell } from "#components/trajectory-compare/turn-cell";
import { cn } from "#lib/class-names";
import type { ComparedTurns } from "#lib/trajectories/compare-turns";

interface TurnRowProps {
  readonly leftId: number;
  readonly rightId: number;
  readonly index: number;
  readonly turns: ComparedTurns;
  readonly isFirstDifference: boolean;
  readonly isCurrent: boolean;
  readonly isOpen: boolean;
  readonly onToggle: (index: number) => void;
  readonly onSelect: (index: number) => void;
}

const columns = "grid-cols-[1.75rem_minmax(0,1fr)] md:grid-cols-[1.75rem_minmax(0,1fr)_2rem_minmax(0,1fr)]";

/** Two turns: a line for each side, and below it their texts once it is opened. */
export const TurnRow = memo(function TurnRow(props: TurnRowProps) {
  const { leftId, rightId, index, turns, isFirstDifference, isCurrent, isOpen, onToggle, onSelect } = props;
  const { left, right, isShared } = turns;
  const [Relation, relation] = isShared ? [Equal, "the same"] : [EqualNot, "different"];
  const [Chevron, verb] = isOpen ? [ChevronDown, "Close"] : [ChevronRight, "Open"];
  return (
    <>
      {isFirstDifference ? (
        <p className="flex items-center gap-1.5 border-t-2 border-accent bg-accent-soft px-3 py-0.5 text-xs font-medium text-accent-strong">
          <Split aria-hidden className="size-3.5" /> First difference
        </p>
      ) : null}
      <div
        className={cn(
          "grid min-h-9 items-center gap-x-1 px-2 py-1 text-[13px]",
          columns,
          isShared && "text-muted",
          isCurrent ? "bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]" : !isShared && "bg-surface",
        )}
      >
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`${verb} row ${index + 1}, ${relation}`}
          className="row-span-2 grid size-6 place-items-center rounded hover:bg-sunken md:row-span-1 [&_svg]:size-4"
          onClick={() => {
            onSelect(index);
            onToggle(index);
          }}
        >
          <Chevron />
        </button>
        <TurnCell side="Left" trajectoryId={leftId} turn={left} />
        <span
          title={isShared ? "Both do the same" : "They do different things"}
          className="hidden justify-self-center md:block"
        >
          <Relation aria-hidden className={cn("size-4", isShared ? "text-muted" : "text-warn")} />
        </span>
        <TurnCell side="Right" trajectoryId={rightId} turn={right} />
      </div>
      {isOpen ? (
        <div className="grid grid-cols-1 gap-3 px-3 pt-1 pb-3 md:grid-cols-2">
          <StepText side="Left" trajectoryId={leftId} number={left?.number ?? null} />
          <StepText side="Right" trajectoryId={rightId} number={right?.number ?? null} />
        </div>
      ) : null}
    </>
  );
});
