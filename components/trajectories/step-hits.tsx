import Link from "next/link";
import { MarkedText } from "#components/ui/marked-text";
import { formatAmount } from "#lib/format";
import type { StepHit, TrajectoryHits } from "#lib/trajectories/list-model";

interface StepHitsProps {
  readonly trajectoryId: number;
  readonly hits: TrajectoryHits;
  readonly words: readonly string[];
}

/** The first steps of a trajectory that have the words, each a link to it, and how many more there are. */
export function StepHits({ trajectoryId, hits: { steps, count, exact }, words }: StepHitsProps) {
  const more = count - steps.length;
  return (
    <ul className="grid max-w-[80rem] gap-0.5 text-[13px] text-muted">
      {steps.map((hit) => (
        <li key={hit.number} className="flex min-w-0 items-baseline gap-2">
          <Link
            href={`/trajectories/${trajectoryId}#step-${hit.number}`}
            prefetch={false}
            className="min-w-14 shrink-0 rounded bg-sunken px-1 text-center text-xs tabular-nums hover:text-accent hover:underline"
          >
            step {hit.number}
          </Link>
          <Excerpt hit={hit} words={words} />
        </li>
      ))}
      {more > 0 ? (
        <li>
          and in {formatAmount(more, "more step")}
          {exact ? "" : " or more"}
        </li>
      ) : null}
    </ul>
  );
}

function Excerpt({ hit: { excerpt }, words }: { hit: StepHit; words: readonly string[] }) {
  if (!excerpt) return <span>too long for an excerpt</span>;
  return (
    <span className="truncate">
      <span className="mr-2 inline-block w-12 text-xs">{excerpt.field}</span>
      {excerpt.isCutBefore ? "…" : ""}
      <MarkedText text={excerpt.text} words={words} />
      {excerpt.isCutAfter ? "…" : ""}
    </span>
  );
}
