import Link from "next/link";
import { resultLooks } from "#components/predictions/result-looks";
import { cn } from "#lib/class-names";
import { formatCount } from "#lib/format";
import { serializePredictionListParams } from "#lib/predictions/filters";
import { type PredictionResult, predictionResults } from "#lib/predictions/model";

interface ResultFilterProps {
  readonly path: string;
  readonly counts: Readonly<Record<PredictionResult, number>>;
  readonly current: PredictionResult | null;
}

/** How many predictions came to each result; choosing one lists those. */
export function ResultFilter({ path, counts, current }: ResultFilterProps) {
  const all = predictionResults.reduce((sum, result) => sum + counts[result], 0);
  const shown = predictionResults.filter((result) => counts[result] > 0 || result === current);
  return (
    <nav aria-label="Results" className="flex flex-wrap gap-1.5 px-4 pb-3">
      <Chip href={path} isCurrent={current === null} label="all" count={all} title="Every prediction of the set" />
      {shown.map((result) => (
        <Chip
          key={result}
          href={serializePredictionListParams(path, { result })}
          isCurrent={result === current}
          label={resultLooks[result].word}
          title={resultLooks[result].meaning}
          count={counts[result]}
        />
      ))}
    </nav>
  );
}

interface ChipProps {
  readonly href: string;
  readonly isCurrent: boolean;
  readonly label: string;
  readonly title: string;
  readonly count: number;
}

function Chip({ href, isCurrent, label, title, count }: ChipProps) {
  return (
    <Link
      href={href}
      title={title}
      scroll={false}
      aria-current={isCurrent ? "true" : undefined}
      className={cn(
        "inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-[13px]",
        isCurrent ? "border-accent bg-accent-soft text-accent-strong" : "border-line-strong hover:bg-surface",
      )}
    >
      {label} <span className="font-semibold tabular-nums">{formatCount(count)}</span>
    </Link>
  );
}
