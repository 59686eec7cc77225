import Link from "next/link";
import type { ReactNode } from "react";
import { TrajectoryFlags } from "#components/trajectory/trajectory-flags";
import { TrajectoryVerdictBadge } from "#components/trajectory/trajectory-verdict-badge";
import { VisibleText } from "#components/ui/visible-text";
import { formatCount, formatDuration } from "#lib/format";
import type { ComparedTrajectory } from "#lib/trajectories/compare-model";
import { formatCost, formatTokens } from "#lib/trajectories/format-figures";

interface SideFactsProps {
  readonly side: "Left" | "Right";
  readonly trajectory: ComparedTrajectory;
  readonly actions: ReactNode;
}

const longestFact = 160;

/** Which trajectory a side is, and how it went. */
export function SideFacts({ side, trajectory, actions }: SideFactsProps) {
  const { id, model, scaffold, attempt, run, exitStatus, turns, costUsd, durationSeconds } = trajectory;
  return (
    <section aria-label={side} className="grid min-w-0 content-start gap-1 border-t pt-1.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="text-[13px] font-semibold">
          {side}:{" "}
          <Link href={`/trajectories/${id}`} prefetch={false} className="text-accent hover:underline">
            trajectory {id}
          </Link>
        </h2>
        <TrajectoryVerdictBadge verdict={trajectory.verdict} />
        <TrajectoryFlags flags={trajectory.flags} />
        <div className="md:ml-auto">{actions}</div>
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-0.5 text-[13px] [&_dd]:inline [&_dd]:tabular-nums [&_dt]:inline [&_dt]:pr-1.5 [&_dt]:text-muted">
        <Fact name="Model" value={model} />
        <Fact name="Scaffold" value={scaffold} />
        <Fact name="Run" value={run} />
        <Fact name="Attempt" value={attempt === null ? null : formatCount(attempt)} />
        <Fact name="Exit" value={exitStatus} />
        <Fact name="Turns" value={formatCount(turns)} />
        <Fact name="Tokens" value={formatTokens(trajectory)} />
        <Fact name="Cost" value={formatCost(costUsd)} />
        <Fact name="Time" value={durationSeconds === null ? null : formatDuration(durationSeconds)} />
      </dl>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null || value === "") return null;
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]" title={value.length > longestFact ? value : undefined}>
      <dt>{name}</dt>
      <dd>
        <VisibleText text={value.length > longestFact ? `${value.slice(0, longestFact).toWellFormed()}…` : value} />
      </dd>
    </div>
  );
}
