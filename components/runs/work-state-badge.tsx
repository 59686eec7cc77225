import { Ban, CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { WorkState } from "#lib/core/run/model";

const looks: Record<WorkState, { tone: Tone; icon: LucideIcon }> = {
  queued: { tone: "neutral", icon: CircleDashed },
  running: { tone: "accent", icon: LoaderCircle },
  finished: { tone: "neutral", icon: CircleCheck },
  failed: { tone: "bad", icon: CircleX },
  cancelled: { tone: "neutral", icon: Ban },
};

/** Where a batch, a task in it, or a run is. `failed` is the machinery's failure, never that of tests. */
export function WorkStateBadge({ state }: { state: WorkState }) {
  return <Badge {...looks[state]}>{state}</Badge>;
}
