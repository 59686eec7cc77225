/** Gives numbers from 0 up to 1. */
export type Random = () => number;

const fewExpected = 10;

/**
 * How many of so many tries succeed, drawn exactly: by inversion where few are expected, else by Hörmann's transformed
 * rejection (1993, BTRS), whose time does not grow with the tries. The logarithms are those of `listLogFactorials`, for
 * as many tries at least.
 */
export function drawBinomial(random: Random, tries: number, chance: number, logFactorials: Float64Array): number {
  if (tries === 0 || chance <= 0) return 0;
  if (chance >= 1) return tries;
  if (chance > 0.5) return tries - drawBinomial(random, tries, 1 - chance, logFactorials);
  return tries * chance < fewExpected ? invert(random, tries, chance) : reject(random, tries, chance, logFactorials);
}

/** The natural logarithms of the factorials of 0 to `most`. */
export function listLogFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let number = 1; number <= most; number++) logs[number] = (logs[number - 1] ?? 0) + Math.log(number);
  return logs;
}

function invert(random: Random, tries: number, chance: number): number {
  const odds = chance / (1 - chance);
  let left = random();
  let share = Math.exp(tries * Math.log1p(-chance));
  let found = 0;
  while (left > share && found < tries) {
    left -= share;
    found++;
    share *= ((tries - found + 1) / found) * odds;
  }
  return found;
}

function reject(random: Random, tries: number, chance: number, logFactorials: Float64Array): number {
  const deviation = Math.sqrt(tries * chance * (1 - chance));
  const width = 1.15 + 2.53 * deviation;
  const slope = -0.0873 + 0.0248 * width + 0.01 * chance;
  const surely = 0.92 - 4.2 / width;
  const scale = (2.83 + 5.1 / width) * deviation;
  const logOdds = Math.log(chance / (1 - chance));
  const mode = Math.floor((tries + 1) * chance);
  const logShare = (found: number) =>
    found * logOdds - (logFactorials[found] ?? 0) - (logFactorials[tries - found] ?? 0);
  for (;;) {
    const across = random() - 0.5;
    const height = random();
    const margin = 0.5 - Math.abs(across);
    const found = Math.floor(((2 * slope) / margin + width) * across + tries * chance + 0.5);
    if (margin >= 0.07 && height <= surely) return found;
    if (!(found >= 0 && found <= tries)) continue;
    const bound = Math.log((height * scale) / (slope / margin ** 2 + width));
    if (bound <= logShare(found) - logShare(mode)) return found;
  }
}
