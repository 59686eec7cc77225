import { canonicalTurn } from "./canonical-call.ts";
import { resultsText } from "./content-text.ts";
import type { AgentStep } from "./model.ts";

/** Turns in a row, both ends included, in which an agent gets nowhere. */
export interface StuckSpan {
  readonly firstStep: number;
  readonly lastStep: number;
  readonly turns: number;
  /** What holds for every turn of the span; "mixed" where now one thing does and now another. */
  readonly reason: StuckReason | "mixed";
}

export const stuckReasons = ["same_result", "only_errors", "nothing_new"] as const;
export type StuckReason = (typeof stuckReasons)[number];

const fewestTurns = 4;

/**
 * Four turns or more in a row that each fail, or get the result of the turn before once more, or only repeat calls that
 * were made before, or call nothing. After the stuck detectors of OpenHands and SWE-agent, which stop an agent at three
 * or four of these. `failedSteps` names the turns all of whose calls failed.
 */
export function findStuckSpans(turns: readonly AgentStep[], failedSteps: ReadonlySet<number>): readonly StuckSpan[] {
  const spans: StuckSpan[] = [];
  const seen = new Set<string>();
  let open: { turn: AgentStep; reasons: readonly StuckReason[] }[] = [];
  let before: string | null = null;
  for (const turn of turns) {
    const outcome = resultsText(turn.results);
    const key = canonicalTurn(turn);
    const reasons: StuckReason[] = [];
    if (outcome !== "" && outcome === before) reasons.push("same_result");
    if (failedSteps.has(turn.number)) reasons.push("only_errors");
    if (seen.has(key) || turn.calls.length === 0) reasons.push("nothing_new");
    if (reasons.length === 0) close();
    else open.push({ turn, reasons });
    seen.add(key);
    before = outcome;
  }
  close();
  return spans;

  function close(): void {
    const first = open[0]?.turn;
    const last = open.at(-1)?.turn;
    if (first && last && open.length >= fewestTurns) {
      const shared = stuckReasons.find((reason) => open.every(({ reasons }) => reasons.includes(reason)));
      spans.push({ firstStep: first.number, lastStep: last.number, turns: open.length, reason: shared ?? "mixed" });
    }
    open = [];
  }
}
