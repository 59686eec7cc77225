import { isEnded } from "#lib/core/run/model";
import { formatCount } from "#lib/format";
import type { PredictionSetRow } from "#lib/predictions/model";

/** `12 of 40, 30.0 %`: resolved of all predictions that have a task, empty ones included, as resolve rates are given. */
export function ResolvedShare({ set }: { set: PredictionSetRow }) {
  if (!set.evaluation) return <span className="text-muted">not evaluated</span>;
  const { state, results } = set.evaluation;
  const resolved = results.FULL;
  const all = set.predictions - set.unknown;
  return (
    <span className="tabular-nums">
      {formatCount(resolved)} of {formatCount(all)}
      <span className="text-muted">{isEnded(state) ? percentageOf(resolved, all) : " so far"}</span>
    </span>
  );
}

function percentageOf(part: number, all: number): string {
  return all > 0 ? `, ${((part / all) * 100).toFixed(1)} %` : "";
}
