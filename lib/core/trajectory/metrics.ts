import { Fields, isJsonObject, type JsonObject, type JsonValue, type ProblemList, withoutNulls } from "./fields.ts";
import type { Metrics } from "./model.ts";

export const noMetrics: Metrics = {
  promptTokens: null,
  completionTokens: null,
  cachedTokens: null,
  costUsd: null,
  extra: {},
};

/** Metrics that say something, or null. */
export function metricsOrNull(metrics: Metrics): Metrics | null {
  const { promptTokens, completionTokens, cachedTokens, costUsd, extra } = metrics;
  const says = [promptTokens, completionTokens, cachedTokens, costUsd].some((value) => value !== null);
  return says || Object.keys(extra).length > 0 ? metrics : null;
}

/**
 * The tokens of one answer, from the `usage` of OpenAI's, LiteLLM's or Anthropic's form. Anthropic's own counts leave the
 * cached tokens out of `input_tokens`; they are added here. `total_tokens` is left out, being a sum.
 */
export function readUsage(
  value: JsonValue | undefined,
  path: string,
  problems: ProblemList,
  costUsd: number | null,
): Metrics | null {
  if (!isJsonObject(value)) return metricsOrNull({ ...noMetrics, costUsd });
  const usage = new Fields(value, path, problems);
  // Anthropic's input tokens leave out the cached ones, those of OpenAI's Responses, which have details, do not.
  const details = usage.inner(usage.peek("input_tokens_details") ? "input_tokens_details" : "prompt_tokens_details");
  const read = usage.number("cache_read_input_tokens");
  const written = usage.number("cache_creation_input_tokens");
  const input = usage.number("input_tokens");
  usage.skip("total_tokens", "prompt_cache_hit_tokens", "prompt_cache_miss_tokens");
  return metricsOrNull({
    promptTokens: usage.number("prompt_tokens") ?? (input === null ? null : input + (read ?? 0) + (written ?? 0)),
    completionTokens: usage.number("completion_tokens", "output_tokens"),
    cachedTokens: details.number("cached_tokens") ?? read ?? usage.number("prompt_cache_hit_tokens"),
    costUsd,
    extra: withoutNulls({
      ...usage.rest(),
      completion_tokens_details: detailsOf(usage.peek("completion_tokens_details")),
      prompt_tokens_details: details.rest(),
      output_tokens_details: detailsOf(usage.peek("output_tokens_details")),
      cache_creation_input_tokens: written,
    }),
  });
}

function detailsOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? withoutNulls(value) : {};
}
