import { CircleDashed, type LucideIcon, OctagonAlert, Repeat, ShieldAlert, Timer } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { TrajectoryFlag } from "#lib/core/trajectory/list";
import { flagWords } from "#lib/trajectories/columns";

const looks: Readonly<Record<TrajectoryFlag, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  loop: { tone: "warn", icon: Repeat },
  stuck: { tone: "warn", icon: OctagonAlert },
  tampering: { tone: "bad", icon: ShieldAlert },
  empty_patch: { tone: "warn", icon: CircleDashed },
  hit_cap: { tone: "warn", icon: Timer },
};

/** What a reader is warned of. */
export function TrajectoryFlags({ flags }: { flags: readonly TrajectoryFlag[] }) {
  return flags.map((flag) => (
    <Badge key={flag} {...looks[flag]}>
      {flagWords[flag]}
    </Badge>
  ));
}
