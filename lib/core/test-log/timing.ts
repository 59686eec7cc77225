const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };

const bracketed = /\s+[[(]\s*(\d{1,9}(?:\.\d{1,9})?)\s?(ms|s)\s*[\])]\s*$/iu;

/** Splits the time off a name that a runner ends with it: `adds (12 ms)`, `adds [1.3 ms]`, `adds (0.2s)`. */
export function splitTiming(name: string): { readonly name: string; readonly durationSeconds: number | null } {
  const last = name.charAt(name.trimEnd().length - 1);
  const match = last === ")" || last === "]" ? bracketed.exec(name.slice(-40)) : null;
  if (!match) return { name: name.trim(), durationSeconds: null };
  return {
    name: name.slice(0, name.length - match[0].length).trim(),
    durationSeconds: seconds(match[1], match[2]),
  };
}

/** A time of a unit (`ms`, `s`, `m`) in seconds, to the microsecond; null where it is none. */
export function seconds(amount: string | number | undefined, unit = "s"): number | null {
  const factor = unitSeconds[unit.toLowerCase()];
  const value = Number(amount);
  if (amount === undefined || factor === undefined || !Number.isFinite(value)) return null;
  return Math.round(value * factor * 1e6) / 1e6;
}
