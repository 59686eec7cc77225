import type { AgentStep, Metrics, Trajectory } from "./model.ts";

/** Tokens and money; null where nothing is known. */
export type MetricValues = Omit<Metrics, "extra">;

export interface TurnMetrics extends MetricValues {
  readonly step: number;
}

/** What every turn took; null where the source does not say. */
export function listTurnMetrics(turns: readonly AgentStep[]): readonly TurnMetrics[] {
  return turns.map(({ number, metrics }) => ({ step: number, ...pickValues(metrics) }));
}

/** The totals of the source, and where it gives none the sum of the turns that tell. */
export function sumMetrics(totals: Trajectory["totals"], turns: readonly TurnMetrics[]): MetricValues {
  const summed = (field: keyof MetricValues) =>
    turns.reduce<number | null>((sum, turn) => (turn[field] === null ? sum : (sum ?? 0) + turn[field]), null);
  return {
    promptTokens: totals.promptTokens ?? summed("promptTokens"),
    completionTokens: totals.completionTokens ?? summed("completionTokens"),
    cachedTokens: totals.cachedTokens ?? summed("cachedTokens"),
    costUsd: totals.costUsd ?? summed("costUsd"),
  };
}

function pickValues(metrics: Metrics | null): MetricValues {
  return {
    promptTokens: metrics?.promptTokens ?? null,
    completionTokens: metrics?.completionTokens ?? null,
    cachedTokens: metrics?.cachedTokens ?? null,
    costUsd: metrics?.costUsd ?? null,
  };
}
