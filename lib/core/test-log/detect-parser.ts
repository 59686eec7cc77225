import { excerpt } from "../parsed.ts";
import { readLines } from "./lines.ts";
import type { LogParser } from "./log-parser.ts";
import type { LogPart } from "./model.ts";
import { stripEscapes } from "./strip-escapes.ts";

/** A parser and, for people, why it was chosen. */
export interface ChosenParser {
  readonly parser: LogParser;
  readonly reason: string;
}

/** How much of the start and the end of a log is looked at first, and how much of it at most, in characters. */
const headSize = 64_000;
const tailSize = 192_000;
const maxSize = 2_000_000;
const maxLine = 4096;

interface Evidence {
  readonly parser: LogParser;
  signs: number;
  example: string;
  hasBanner: boolean;
}

/**
 * The parser whose signs a log shows: of those whose banner is there the one with the most lines that look like its
 * results, else of all. Null where no line looks like a result and no banner is there. Of a long log the start and the
 * end are looked at, and more of it only where they show no result.
 */
export function detectParser({ text }: LogPart, parsers: readonly LogParser[]): ChosenParser | null {
  const ends = text.length > headSize + tailSize ? [text.slice(0, headSize), text.slice(-tailSize)] : [text];
  let best = weigh(ends, parsers);
  if ((best?.signs ?? 0) === 0 && ends.length > 1) best = weigh([text.slice(0, maxSize)], parsers) ?? best;
  return best ? { parser: best.parser, reason: explain(best) } : null;
}

function weigh(samples: readonly string[], parsers: readonly LogParser[]): Evidence | null {
  const found = parsers.map((parser): Evidence => ({ parser, signs: 0, example: "", hasBanner: false }));
  for (const sample of samples) {
    for (const { text } of readLines({ text: sample, firstLine: 1 })) {
      if (text === "") continue;
      const line = stripEscapes(text.slice(0, maxLine));
      for (const one of found) look(one, line);
    }
  }
  const shown = found.filter(({ signs, hasBanner }) => signs > 0 || hasBanner);
  return shown.toSorted((a, b) => rank(b) - rank(a) || b.signs - a.signs)[0] ?? null;
}

function look(evidence: Evidence, line: string): void {
  const { sign, banner } = evidence.parser;
  if (sign?.test(line)) {
    if (evidence.signs === 0) evidence.example = line;
    evidence.signs++;
  }
  if (!evidence.hasBanner && banner?.test(line)) evidence.hasBanner = true;
}

/** A line with a result counts more than a banner, and both together most. */
function rank({ signs, hasBanner }: Evidence): number {
  return (signs > 0 ? 2 : 0) + (hasBanner ? 1 : 0);
}

function explain({ signs, example, hasBanner }: Evidence): string {
  if (signs === 0) return "the runner's own words are in the log, but no result";
  const lines = signs === 1 ? "1 line looks" : `${signs} lines look`;
  return `${lines} like "${excerpt(example.trim(), 60)}"${hasBanner ? ", and the runner names itself" : ""}`;
}
