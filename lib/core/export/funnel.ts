import type { DropReason, FunnelStep } from "./model.ts";

const idsPerReason = 20;
/** Reasons can name what imported text says, which may be something else each time. */
const reasonsPerStep = 50;

/**
 * Counts what is left out at each step. Steps come in the order in which they are named, and one that was not behind them.
 * Which step of a trajectory a reason speaks of does not tell reasons apart.
 */
export class FunnelCounter {
  readonly #steps = new Map<string, Map<string, { count: number; ids: string[] }>>();
  #dropped = 0;

  constructor(steps: readonly string[] = []) {
    for (const step of steps) this.#steps.set(step, new Map());
  }

  get dropped(): number {
    return this.#dropped;
  }

  drop(step: string, told: string, id: string): void {
    const reason = told.replace(/^Step \d+: /u, "");
    const reasons = this.#steps.get(step) ?? new Map<string, { count: number; ids: string[] }>();
    this.#steps.set(step, reasons);
    const known = reasons.get(reason) ?? { count: 0, ids: [] };
    reasons.set(reason, known);
    known.count += 1;
    if (known.ids.length < idsPerReason) known.ids.push(id);
    this.#dropped += 1;
  }

  /** From what matched to what was written. */
  steps(matched: number, written: number): FunnelStep[] {
    let left = matched;
    const between = [...this.#steps].map(([step, reasons]) => {
      const dropped = [...reasons]
        .map(([reason, { count, ids }]) => ({ reason, count, ids }))
        .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
      left -= dropped.reduce((sum, { count }) => sum + count, 0);
      return { step, count: left, dropped: sumRare(dropped) };
    });
    return [
      { step: "matched", count: matched, dropped: [] },
      ...between,
      { step: "written", count: written, dropped: [] },
    ];
  }
}

function sumRare(dropped: readonly DropReason[]): readonly DropReason[] {
  const rare = dropped.slice(reasonsPerStep);
  if (rare.length === 0) return dropped;
  const count = rare.reduce((sum, reason) => sum + reason.count, 0);
  const ids = rare.flatMap((reason) => reason.ids).slice(0, idsPerReason);
  return [...dropped.slice(0, reasonsPerStep), { reason: `${rare.length} other reasons`, count, ids }];
}
