import { CircleCheck, CircleX, Clock, Eye, Hourglass, LoaderCircle, type LucideIcon, Upload } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge";
import type { ImportState } from "#lib/core/import-state";

const looks: Record<ImportState, { tone: Tone; icon: LucideIcon; word: string }> = {
  uploading: { tone: "accent", icon: Upload, word: "uploading" },
  previewing: { tone: "accent", icon: Eye, word: "looking at the file" },
  previewed: { tone: "warn", icon: Hourglass, word: "waits for you" },
  queued: { tone: "neutral", icon: Clock, word: "queued" },
  running: { tone: "accent", icon: LoaderCircle, word: "running" },
  succeeded: { tone: "good", icon: CircleCheck, word: "done" },
  failed: { tone: "bad", icon: CircleX, word: "failed" },
  cancelled: { tone: "neutral", icon: CircleX, word: "cancelled" },
};

export function ImportStateBadge({ state }: { state: ImportState }) {
  const { word, ...look } = looks[state];
  return <Badge {...look}>{word}</Badge>;
}
