import { TrajectoryFlags } from "#components/trajectory/trajectory-flags";
import type { TrajectoryFlag } from "#lib/core/trajectory/list";
import { flagWords } from "#lib/trajectories/columns";

/** In a cell that may be too narrow for all of them. */
export function FlagBadges({ flags }: { flags: readonly TrajectoryFlag[] }) {
  return (
    <span className="inline-flex gap-1" title={flags.map((flag) => flagWords[flag]).join(", ")}>
      <TrajectoryFlags flags={flags} />
    </span>
  );
}
