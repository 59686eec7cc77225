"use client";

import { Layers } from "lucide-react";
import { RivalList } from "#components/trajectory-compare/rival-list";
import { Button } from "#components/ui/button";
import { Popover } from "#components/ui/popover";
import { formatCount } from "#lib/format";
import { type ComparedTrajectory, mostRivals } from "#lib/trajectories/compare-model";
import type { ComparePlace } from "#lib/trajectories/compare-params";

interface RivalMenuProps {
  readonly label: string;
  readonly rivals: readonly ComparedTrajectory[];
  /** On this side, and on the other. */
  readonly current: number;
  readonly other: number;
  readonly place: ComparePlace;
  readonly side: "left" | "right";
}

/** Puts another attempt at the same task on a side. */
export function RivalMenu({ label, rivals, current, other, place, side }: RivalMenuProps) {
  return (
    <Popover
      label={label}
      align="end"
      isBare
      isWide
      trigger={
        <Button size="small">
          <Layers aria-hidden />
          <span className="tabular-nums">
            {formatCount(Math.min(rivals.length, mostRivals))}
            {rivals.length > mostRivals ? " or more" : null}
            <span className="max-md:sr-only"> {rivals.length === 1 ? "attempt" : "attempts"}</span>
            <span className="sr-only"> for the {side}</span>
          </span>
        </Button>
      }
    >
      <div className="max-h-96 overflow-y-auto">
        <RivalList rivals={rivals} current={current} other={other} place={place} side={side} />
      </div>
    </Popover>
  );
}
