import { Ban, CircleCheck, CircleDot, CircleX, type LucideIcon, ShieldCheck } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { TaskStatus } from "#lib/core/task/model";

const looks: Record<TaskStatus, { tone: Tone; icon: LucideIcon }> = {
  imported: { tone: "neutral", icon: CircleDot },
  validated: { tone: "accent", icon: ShieldCheck },
  stopped: { tone: "warn", icon: Ban },
  approved: { tone: "good", icon: CircleCheck },
  rejected: { tone: "bad", icon: CircleX },
};

export function TaskStatusBadge({ status }: { status: TaskStatus }) {
  return <Badge {...looks[status]}>{status}</Badge>;
}
