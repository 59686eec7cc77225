import { ArrowLeftRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { RivalMenu } from "#components/trajectory-compare/rival-menu";
import { SideFacts } from "#components/trajectory-compare/side-facts";
import { SwapKey } from "#components/trajectory-compare/swap-key";
import { Button } from "#components/ui/button";
import { VisibleText } from "#components/ui/visible-text";
import { areOfOneTask, type ComparedTrajectory } from "#lib/trajectories/compare-model";
import { type CompareTab, compareHref } from "#lib/trajectories/compare-params";

interface CompareHeaderProps {
  readonly left: ComparedTrajectory;
  readonly right: ComparedTrajectory;
  readonly tab: CompareTab;
  /** What else was tried on the task of each side. */
  readonly leftRivals: readonly ComparedTrajectory[];
  readonly rightRivals: readonly ComparedTrajectory[];
}

export function CompareHeader({ left, right, tab, leftRivals, rightRivals }: CompareHeaderProps) {
  const isOneTask = areOfOneTask(left, right);
  const swapHref = compareHref({ left: right.id, right: left.id, tab });
  return (
    <header className="grid gap-2 px-4 pt-2 pb-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-base font-semibold">
          Compare attempts{isOneTask ? " on " : null}
          {isOneTask ? <TaskName of={left} /> : null}
        </h1>
        <Button size="small" asChild className="ml-auto">
          <Link href={swapHref} prefetch={false} title="Swap the sides (s)">
            <ArrowLeftRight aria-hidden /> Swap
          </Link>
        </Button>
        <SwapKey href={swapHref} />
      </div>
      {isOneTask ? null : (
        <p className="rounded-md bg-warn-soft px-3 py-1.5 text-[13px] text-warn">
          These are two different tasks, <TaskName of={left} /> and <TaskName of={right} />. Their turns are aligned all
          the same.
        </p>
      )}
      <div className="grid grid-cols-2 gap-x-3 md:gap-x-6">
        <SideFacts
          side="Left"
          trajectory={left}
          actions={
            <RivalMenu
              label="Another attempt on the left"
              rivals={leftRivals}
              other={right.id}
              current={left.id}
              place={{ left: null, right: right.id, tab }}
              side="left"
            />
          }
        />
        <SideFacts
          side="Right"
          trajectory={right}
          actions={
            <RivalMenu
              label="Another attempt on the right"
              rivals={rightRivals}
              other={left.id}
              current={right.id}
              place={{ left: left.id, right: null, tab }}
              side="right"
            />
          }
        />
      </div>
    </header>
  );
}

function TaskName({ of: { taskId, instanceId } }: { of: ComparedTrajectory }): ReactNode {
  const name = (
    <span className="font-mono break-all">
      <VisibleText text={instanceId} />
    </span>
  );
  return taskId === null ? (
    name
  ) : (
    <Link href={`/tasks/${taskId}`} className="hover:text-accent hover:underline">
      {name}
    </Link>
  );
}
