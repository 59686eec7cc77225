import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { RivalList } from "#components/trajectory-compare/rival-list";
import { Notice } from "#components/ui/notice";
import { VisibleText } from "#components/ui/visible-text";
import type { ComparedTrajectory } from "#lib/trajectories/compare-model";
import type { ComparePlace } from "#lib/trajectories/compare-params";

interface RivalChoiceProps {
  /** The one side that is there. */
  readonly found: ComparedTrajectory;
  readonly rivals: readonly ComparedTrajectory[];
  readonly place: ComparePlace;
}

/** Stands for the comparison while it has one side: asks for the other. */
export function RivalChoice({ found, rivals, place }: RivalChoiceProps) {
  const side = place.left === found.id ? "right" : "left";
  const missing = place[side];
  const others = rivals.filter(({ id }) => id !== found.id);
  return (
    <main>
      <h1 className="sr-only">Compare trajectories</h1>
      <Notice
        icon={GitCompareArrows}
        title={missing === null ? "Choose what to compare with" : `No trajectory has the id ${missing}`}
      >
        <p>
          <Link href={`/trajectories/${found.id}`} className="text-accent underline">
            Trajectory {found.id}
          </Link>{" "}
          is an attempt at{" "}
          <span className="font-mono text-sm break-all">
            <VisibleText text={found.instanceId} />
          </span>
          .{" "}
          {others.length === 0
            ? "It is the only one; the list of trajectories has those at other tasks."
            : "These are the others at the same task:"}
        </p>
        {others.length > 0 ? (
          <div className="mt-3 max-h-96 overflow-y-auto rounded-md border text-text">
            <RivalList rivals={others} current={null} other={found.id} place={place} side={side} />
          </div>
        ) : null}
      </Notice>
    </main>
  );
}
