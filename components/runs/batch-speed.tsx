import { isEnded } from "#lib/core/run/model";
import { formatDuration } from "#lib/format";
import { formatRate } from "#lib/runs/describe";
import type { BatchProgress } from "#lib/runs/model";

/** `38/min, about 2 m 13 s left`; nothing once the batch has ended or before it has begun. */
export function BatchSpeed({ progress }: { progress: BatchProgress }) {
  if (isEnded(progress.state) || progress.perMinute === 0) return null;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {formatRate(progress.perMinute)}
      {progress.secondsLeft === null
        ? ""
        : `, about ${formatDuration(roughly(progress.secondsLeft)).replace(/ 0 [sm]$/, "")} left`}
    </span>
  );
}

/** An estimate, and so without digits that nobody can know. */
function roughly(seconds: number): number {
  const step = seconds < 60 ? 5 : seconds < 600 ? 15 : 60;
  return Math.ceil(seconds / step) * step;
}
