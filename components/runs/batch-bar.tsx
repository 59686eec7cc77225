import { countAll, countEnded, progressSegments } from "#components/runs/progress-segments";
import { cn } from "#lib/class-names";
import { formatCount } from "#lib/format";
import type { BatchProgress } from "#lib/runs/model";

/** How far a batch is, in one bar. Its parts are named and counted beside it, or for those who cannot see it, in it. */
export function BatchBar({ progress, className }: { progress: BatchProgress; className?: string }) {
  const all = countAll(progress);
  const ended = countEnded(progress);
  const segments = progressSegments(progress).filter(({ count }) => count > 0);
  const words = segments.map(({ id, count }) => `${formatCount(count)} ${id}`).join(", ");
  return (
    <div
      role="progressbar"
      aria-label="Tasks that have ended"
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={ended}
      aria-valuetext={`${formatCount(ended)} of ${formatCount(all)}: ${words}`}
      title={words}
      className={cn("flex h-2 gap-px overflow-hidden rounded-full bg-sunken", className)}
    >
      {segments.map(({ id, count, colour }) => (
        <div
          key={id}
          className={cn(
            "h-full min-w-0.5 transition-[flex-grow] duration-500",
            colour,
            id === "running" && "animate-pulse",
          )}
          style={{ flexGrow: count, flexBasis: 0 }}
        />
      ))}
    </div>
  );
}
