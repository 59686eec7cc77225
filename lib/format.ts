const integer = new Intl.NumberFormat("en-US");
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

/** `10,169`. */
export function formatCount(count: number): string {
  return integer.format(count);
}

/** `1 task`, `2 tasks`. */
export function formatAmount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** `812 B`, `1.2 GB`; decimal units. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  // What would be rounded up to 1000 of a unit is 1.0 of the next.
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes * 1.0005) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** `2 m 13 s`, `1 h 5 m`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} m`;
}

/** `2026-11-23 04:05 UTC`. */
export function formatUtcTime(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** `2026-11-23`, in UTC. */
export function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const spans = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** `3 hr. ago`, `yesterday`, `now`. */
export function formatRelativeTime(date: Date, now: Date): string {
  const seconds = (date.getTime() - now.getTime()) / 1000;
  for (const [unit, length] of spans) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
  }
  return "just now";
}

/** Cuts a long identifier in the middle, where it says least: `astropy__astro…-12907`. */
export function cutMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) * 0.6);
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`;
}

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });

/** `812`, `1.23M`; for what nobody reads to the last digit. */
export function formatShortCount(count: number): string {
  return compact.format(count);
}

/** `$0.42`; `< $0.01` for what rounds to nothing. */
export function formatCost(dollars: number): string {
  return dollars > 0 && dollars < 0.005 ? "< $0.01" : `$${dollars.toFixed(2)}`;
}
