import { CircleCheck, CircleX, LoaderCircle, type LucideIcon } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { ImageState } from "#lib/environments/model";

const looks: Record<ImageState, { tone: Tone; icon: LucideIcon }> = {
  building: { tone: "accent", icon: LoaderCircle },
  ready: { tone: "good", icon: CircleCheck },
  failed: { tone: "bad", icon: CircleX },
};

export function ImageStateBadge({ state }: { state: ImageState }) {
  return <Badge {...looks[state]}>{state}</Badge>;
}
