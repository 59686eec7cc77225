import { resultLooks } from "#components/predictions/result-looks";
import { cn } from "#lib/class-names";
import { formatCount } from "#lib/format";
import { type EvaluationSummary, predictionResults } from "#lib/predictions/model";

/** What the predictions of a set came to, in one bar; its parts are told to those who cannot see it. */
export function ResultBar({ results, className }: { results: EvaluationSummary["results"]; className?: string }) {
  const parts = predictionResults.filter((result) => results[result] > 0);
  const words = parts.map((result) => `${formatCount(results[result])} ${resultLooks[result].word}`).join(", ");
  return (
    <div
      role="img"
      aria-label={words}
      title={words}
      className={cn("flex h-2 gap-px overflow-hidden rounded-full bg-sunken", className)}
    >
      {parts.map((result) => (
        <div
          key={result}
          className={cn("h-full min-w-0.5", resultLooks[result].bar)}
          style={{ flexGrow: results[result], flexBasis: 0 }}
        />
      ))}
    </div>
  );
}
