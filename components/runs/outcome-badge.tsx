import { CircleCheck, CircleStop, ClipboardCheck, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { BatchTaskOutcome } from "#lib/core/run/model";

const looks: Record<BatchTaskOutcome, { tone: Tone; icon: LucideIcon }> = {
  accepted: { tone: "good", icon: CircleCheck },
  stopped: { tone: "warn", icon: CircleStop },
  graded: { tone: "accent", icon: ClipboardCheck },
};

/** What became of a task that came to its end. */
export function OutcomeBadge({ outcome }: { outcome: BatchTaskOutcome }) {
  return <Badge {...looks[outcome]}>{outcome}</Badge>;
}
