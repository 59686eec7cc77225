import { CircleCheck, CircleHelp, CircleSlash, CircleX, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { Resolution } from "#lib/core/grading/model";
import type { RunKind } from "#lib/core/run/model";

interface Look {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly word: string;
}

const looks: Record<Resolution, Look> = {
  FULL: { tone: "good", icon: CircleCheck, word: "FULL" },
  PARTIAL: { tone: "warn", icon: CircleSlash, word: "PARTIAL" },
  NO: { tone: "bad", icon: CircleX, word: "NO" },
  NOT_GRADED: { tone: "neutral", icon: CircleHelp, word: "not graded" },
};

/** What grading says of a run. That tests fail without any patch is as it should be, and no alarm. */
export function VerdictBadge({ resolution, kind }: { resolution: Resolution; kind: RunKind }) {
  const { word, tone, icon } = looks[resolution];
  return (
    <Badge tone={kind === "empty" && resolution === "NO" ? "neutral" : tone} icon={icon}>
      {word}
    </Badge>
  );
}
