import { canonicalTurn } from "./canonical-call.ts";
import { resultsText } from "./content-text.ts";
import type { AgentStep } from "./model.ts";

/** The same turns over and over, from one step to another, both included. */
export interface LoopSpan {
  readonly firstStep: number;
  readonly lastStep: number;
  /** Turns in one round: 1 where the same turn comes again and again. */
  readonly period: number;
  /** Whole rounds. */
  readonly rounds: number;
  /** No round brought another result than the one before: scrolling on or waiting for a command does. */
  readonly isIdle: boolean;
}

const longestPeriod = 3;
const fewestRounds = 3;

/**
 * Where an agent makes the same calls, or the same few in turn, three times or more in a row. The shortest period
 * counts; spans do not overlap. Linear in the turns.
 */
export function findLoops(turns: readonly AgentStep[]): readonly LoopSpan[] {
  const keys = turns.map((turn) => canonicalTurn(turn));
  const outcomes = turns.map(({ results }) => resultsText(results));
  const spans: LoopSpan[] = [];
  for (let start = 0; start < turns.length; ) {
    const [period, length] = longestRun(keys, start);
    const rounds = Math.floor(length / period);
    if (rounds < fewestRounds) {
      start++;
      continue;
    }
    const end = start + rounds * period;
    const first = turns[start];
    const last = turns[end - 1];
    const isIdle = outcomes.slice(start + period, end).every((outcome, at) => outcome === outcomes[start + at]);
    if (first && last) spans.push({ firstStep: first.number, lastStep: last.number, period, rounds, isIdle });
    start = end;
  }
  return spans;
}

/** The shortest period that repeats often enough from `start` on, and how many turns that holds for. */
function longestRun(keys: readonly string[], start: number): readonly [period: number, length: number] {
  for (let period = 1; period <= longestPeriod; period++) {
    let end = start + period;
    while (end < keys.length && keys[end] === keys[end - period]) end++;
    if (end - start >= fewestRounds * period) return [period, end - start];
  }
  return [1, 1];
}
