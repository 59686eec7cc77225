import { CircleCheck, CircleDashed, CircleMinus, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { RunTestStatus } from "#lib/runs/test-status";

const looks: Record<RunTestStatus, { tone: Tone; icon: LucideIcon }> = {
  PASSED: { tone: "good", icon: CircleCheck },
  FAILED: { tone: "bad", icon: CircleX },
  ERROR: { tone: "bad", icon: TriangleAlert },
  SKIPPED: { tone: "neutral", icon: CircleMinus },
  XFAIL: { tone: "neutral", icon: CircleCheck },
  MISSING: { tone: "warn", icon: CircleDashed },
};

export function TestStatusBadge({ status }: { status: RunTestStatus }) {
  return <Badge {...looks[status]}>{status.toLowerCase()}</Badge>;
}
