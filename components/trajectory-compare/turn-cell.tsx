import { CircleX, FlaskConical, Star } from "lucide-react";
import Link from "next/link";
import { lookOf } from "#components/trajectory/step-looks";
import { VisibleText } from "#components/ui/visible-text";
import type { ComparedTurn } from "#lib/trajectories/compare-turns";

interface TurnCellProps {
  readonly side: "Left" | "Right";
  readonly trajectoryId: number;
  /** Null where the side has no turn there. */
  readonly turn: ComparedTurn | null;
}

/** One line of a turn; its number leads to the step in the replay. */
export function TurnCell({ side, trajectoryId, turn }: TurnCellProps) {
  if (!turn) {
    return (
      <p className="flex min-w-0 items-center gap-2 text-muted">
        <SideMark side={side} />
        <span aria-hidden>–</span>
        <span className="sr-only">no turn here</span>
      </p>
    );
  }
  const { number, action, title, isError, isGoldEdit, hasTests } = turn;
  return (
    <p className="flex min-w-0 items-center gap-2">
      <SideMark side={side} />
      <Link
        href={`/trajectories/${trajectoryId}#step-${number}`}
        prefetch={false}
        aria-label={`Step ${number} of trajectory ${trajectoryId}`}
        className="w-9 shrink-0 text-right text-muted tabular-nums hover:text-accent hover:underline"
      >
        #{number}
      </Link>
      <span className="w-16 shrink-0 truncate font-medium max-sm:hidden">
        {lookOf({ kind: "agent", actions: action ? [action] : [] }).word}
      </span>
      <span dir="ltr" title={title} className="min-w-0 flex-1 truncate font-mono text-xs/5">
        <VisibleText text={title} />
      </span>
      {hasTests ? <Mark icon={FlaskConical} label="runs tests" look="text-muted" /> : null}
      {isGoldEdit ? <Mark icon={Star} label="edits a file of the gold patch" look="text-accent" /> : null}
      {isError ? <Mark icon={CircleX} label="ends in an error" look="text-bad" /> : null}
    </p>
  );
}

function SideMark({ side }: { side: "Left" | "Right" }) {
  return (
    <span className="w-4 shrink-0 text-xs font-semibold text-muted md:sr-only">
      <span aria-hidden>{side[0]}</span>
      <span className="sr-only">{side}:</span>
    </span>
  );
}

function Mark({ icon: Icon, label, look }: { icon: typeof Star; label: string; look: string }) {
  return (
    <span role="img" aria-label={label} title={label} className={look}>
      <Icon aria-hidden className="size-3.5" />
    </span>
  );
}
