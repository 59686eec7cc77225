import Link from "next/link";
import { TrajectoryVerdictBadge } from "#components/trajectory/trajectory-verdict-badge";
import { VisibleText } from "#components/ui/visible-text";
import { cn } from "#lib/class-names";
import { formatAmount } from "#lib/format";
import { type ComparedTrajectory, mostRivals } from "#lib/trajectories/compare-model";
import { type ComparePlace, compareHref } from "#lib/trajectories/compare-params";

interface RivalListProps {
  readonly rivals: readonly ComparedTrajectory[];
  readonly current: number | null;
  readonly other: number;
  /** With the side that is chosen left open. */
  readonly place: ComparePlace;
  readonly side: "left" | "right";
}

/** The attempts at a task, each a link that puts it on a side. */
export function RivalList({ rivals, current, other, place, side }: RivalListProps) {
  return (
    <ol className="py-1 text-left text-[13px]">
      {rivals.slice(0, mostRivals).map((rival) => (
        <li key={rival.id}>
          <Link
            href={compareHref({ ...place, [side]: rival.id })}
            prefetch={false}
            aria-current={rival.id === current ? "page" : undefined}
            className={cn(
              "flex items-center gap-2 px-3 py-1.5 -outline-offset-2 hover:bg-sunken",
              rival.id === current && "bg-accent-soft",
            )}
          >
            <span className="min-w-0 flex-1 truncate">
              <VisibleText text={(rival.model ?? rival.scaffold ?? "unknown model").slice(0, 120)} />
              <span className="text-muted">
                {rival.attempt === null ? null : ` · attempt ${rival.attempt}`}
                {rival.id === other ? " · on the other side" : null}
              </span>
            </span>
            <span className="text-muted tabular-nums">{formatAmount(rival.turns, "turn")}</span>
            <TrajectoryVerdictBadge verdict={rival.verdict} />
          </Link>
        </li>
      ))}
      {rivals.length > mostRivals ? (
        <li className="px-3 py-1.5 text-muted">More were made; the list of trajectories has them all.</li>
      ) : null}
    </ol>
  );
}
