import type { Step } from "./model.ts";

/** Seconds from the earliest to the latest time stamp; null with fewer than two. A stamp without a zone counts as UTC. */
export function durationSeconds(steps: readonly Step[]): number | null {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const { timestamp, isCopiedContext } of steps) {
    const time = timestamp === null || isCopiedContext ? Number.NaN : readTime(timestamp);
    if (Number.isNaN(time)) continue;
    earliest = Math.min(earliest, time);
    latest = Math.max(latest, time);
    count++;
  }
  return count < 2 ? null : (latest - earliest) / 1000;
}

function readTime(timestamp: string): number {
  const text = timestamp.slice(0, 40);
  return Date.parse(/T[\d:.]+$/u.test(text) ? `${text}Z` : text);
}
