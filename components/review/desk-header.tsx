import { BookOpen, EyeOff } from "lucide-react";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { Kbd } from "#components/ui/kbd";
import { ProgressBar } from "#components/ui/progress-bar";
import { VisibleText } from "#components/ui/visible-text";
import type { BlindPart } from "#lib/core/review/model";
import { formatCount } from "#lib/format";
import type { DeskItem } from "#lib/reviews/desk-item";
import type { Progress } from "#lib/reviews/progress";

interface DeskHeaderProps {
  readonly title: string;
  readonly item: DeskItem | null;
  readonly progress: Progress;
  /** Null where there are none. */
  readonly onGuidelines: (() => void) | null;
}

const hiddenParts: Readonly<Record<BlindPart, string>> = {
  answers: "other answers",
  gold: "gold patch",
  model: "model",
};

export function DeskHeader({ title, item, progress, onGuidelines }: DeskHeaderProps) {
  const { mine, items, slots } = progress;
  const all = items.open + items.disputed + items.decided;
  const words = `${formatCount(mine.submitted)} of ${formatCount(all)} by you; team ${formatCount(slots.submitted)} of ${formatCount(slots.all)}`;
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b px-4 py-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <h1 className="min-w-0 font-mono text-sm font-semibold break-all">
          <VisibleText text={item?.instanceId ?? title} />
        </h1>
        {item ? <CopyButton text={item.instanceId} label="Copy the instance id" size="tinyIcon" /> : null}
        {item && item.hidden.length > 0 ? (
          <Badge icon={EyeOff}>hidden: {item.hidden.map((part) => hiddenParts[part]).join(", ")}</Badge>
        ) : null}
      </div>
      <div className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <div className="grid min-w-60 max-w-full gap-1">
          <p className="text-[13px] text-muted sm:whitespace-nowrap tabular-nums" role="status">
            {words}
          </p>
          <ProgressBar label="Reviews of the team" value={slots.submitted} total={slots.all} />
        </div>
        {onGuidelines ? (
          <Button size="small" onClick={onGuidelines}>
            <BookOpen /> Guidelines
            <span aria-hidden className="pointer-coarse:hidden">
              <Kbd>g</Kbd>
            </span>
          </Button>
        ) : null}
      </div>
    </header>
  );
}
