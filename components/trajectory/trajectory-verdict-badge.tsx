import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { TrajectoryVerdict } from "#lib/core/trajectory/list";
import { verdictWords } from "#lib/trajectories/columns";

const looks: Readonly<Record<TrajectoryVerdict, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  resolved: { tone: "good", icon: CircleCheck },
  unresolved: { tone: "bad", icon: CircleX },
  not_graded: { tone: "neutral", icon: CircleHelp },
};

/** Whether the final patch resolves the task; a source that says nothing leaves it not graded. */
export function TrajectoryVerdictBadge({ verdict }: { verdict: TrajectoryVerdict | null }) {
  const shown = verdict ?? "not_graded";
  return <Badge {...looks[shown]}>{verdictWords[shown]}</Badge>;
}
