import { ChevronDown, ChevronUp, Split } from "lucide-react";
import { Button } from "#components/ui/button";
import { formatAmount, formatCount } from "#lib/format";

interface TurnToolbarProps {
  readonly rows: number;
  /** The side that has no turns, where one has none. */
  readonly emptySide: "left" | "right" | null;
  readonly sharedTurns: number;
  /** The rows at which the sides part. */
  readonly differences: readonly number[];
  readonly current: number;
  readonly onFirst: () => void;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

/** How much the sides share, and the way from difference to difference. */
export function TurnToolbar(props: TurnToolbarProps) {
  const { rows, emptySide, sharedTurns, differences, current, onFirst, onPrevious, onNext } = props;
  const place = differences.findLastIndex((index) => index <= current);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 text-[13px]">
      <p role="status" className="text-muted tabular-nums">
        {emptySide !== null
          ? `The ${emptySide} has no turns: its record holds no step of an agent.`
          : sharedTurns === rows
            ? `Both sides do the same in all ${formatAmount(rows, "turn")}.`
            : `The same in ${formatCount(sharedTurns)} of ${formatAmount(rows, "row")}; ${
                differences.length === 1 ? "they part once" : `they part ${formatCount(differences.length)} times`
              }.`}
      </p>
      <div className="ml-auto flex items-center gap-1">
        <Button size="small" disabled={differences.length === 0} title="First difference (d)" onClick={onFirst}>
          <Split aria-hidden /> First difference
        </Button>
        <Button
          size="smallIcon"
          disabled={!differences.some((index) => index < current)}
          aria-label="Previous difference (p)"
          title="Previous difference (p)"
          onClick={onPrevious}
        >
          <ChevronUp />
        </Button>
        <Button
          size="smallIcon"
          disabled={!differences.some((index) => index > current)}
          aria-label="Next difference (n)"
          title="Next difference (n)"
          onClick={onNext}
        >
          <ChevronDown />
        </Button>
        <span className="min-w-12 text-right text-muted tabular-nums">
          {differences.length === 0 ? null : `${formatCount(place + 1)} / ${formatCount(differences.length)}`}
        </span>
      </div>
    </div>
  );
}
