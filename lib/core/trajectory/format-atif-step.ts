import { isJsonList, type JsonObject, type JsonValue } from "./fields.ts";
import { writeKept } from "./formats/kept.ts";
import type { CallResult, Content, ContentPart, Metrics, Step, SubagentRef, ToolCall } from "./model.ts";

/** Writes one step in ATIF v1.7; kinds that ATIF does not know are system steps that `extra.assay` tells apart. */
export function formatAtifStep(step: Step): JsonObject {
  const base = {
    step_id: step.number,
    timestamp: step.timestamp,
    is_copied_context: step.isCopiedContext ? true : null,
  };
  const extra = (kept: JsonObject) => writeKept(step.extra, kept);
  switch (step.kind) {
    case "system":
    case "user":
      return said({ ...base, source: step.kind, message: formatContent(step.content), ...extra({}) });
    case "agent":
      return said({
        ...base,
        source: "agent",
        model_name: step.model,
        reasoning_effort: step.reasoningEffort,
        message: formatContent(step.content),
        reasoning_content: step.reasoning,
        tool_calls: nonEmpty(step.calls.map(formatCall)),
        observation: formatResults(step.results),
        metrics: step.metrics && formatMetrics(step.metrics),
        llm_call_count: step.llmCallCount,
        ...extra({}),
      });
    case "observation":
    case "subagent": {
      const message = step.kind === "subagent" ? formatContent(step.content) : "";
      const observation = formatResults(step.results);
      return said({ ...base, source: "system", message, observation, ...extra({ kind: step.kind }) });
    }
    case "condensation": {
      const kept = said({
        kind: step.kind,
        forgottenSteps: nonEmpty(step.forgottenSteps),
        isWithoutSummary: step.summary === null ? true : null,
      });
      return said({ ...base, source: "system", message: step.summary ?? "", ...extra(kept) });
    }
    case "error": {
      const kept = said({ kind: step.kind, classification: step.classification });
      return said({ ...base, source: "system", message: step.message, ...extra(kept) });
    }
  }
}

/** The fields of an object that say something. */
export function said(object: { readonly [key: string]: JsonValue | undefined }): JsonObject {
  const says = (entry: [string, JsonValue | undefined]): entry is [string, JsonValue] =>
    entry[1] !== null && entry[1] !== undefined;
  return Object.fromEntries(Object.entries(object).filter(says));
}

export function nonEmpty(list: readonly JsonValue[]): readonly JsonValue[] | null {
  return list.length > 0 ? list : null;
}

/** An object that has fields. */
export function filled(object: JsonObject): JsonObject | null {
  return Object.keys(object).length > 0 ? object : null;
}

/** ATIF writes a single text plainly. An empty part of text stays a part, so that it can be told from none. */
function formatContent(content: Content): JsonValue {
  const [first] = content;
  if (first === undefined) return "";
  if (content.length === 1 && first.type === "text" && first.text !== "") return first.text;
  return content.map(formatPart);
}

function formatPart(part: ContentPart): JsonObject {
  if (part.type === "text") return { type: "text", text: part.text };
  return { type: "image", source: { media_type: part.mediaType, path: part.path } };
}

function formatCall(call: ToolCall): JsonObject {
  const extra = filled(call.extra);
  return said({ tool_call_id: call.id, function_name: call.name, arguments: call.arguments, extra });
}

function formatResults(results: readonly CallResult[]): JsonObject | null {
  return results.length > 0 ? { results: results.map(formatResult) } : null;
}

function formatResult(result: CallResult): JsonObject {
  const kept = said({
    exitCode: result.exitCode,
    durationSeconds: result.durationSeconds,
    isError: result.isError ? true : null,
  });
  return said({
    source_call_id: result.callId,
    content: result.content.length > 0 ? formatContent(result.content) : null,
    subagent_trajectory_ref: nonEmpty(result.subagents.map(formatRef)),
    ...writeKept(result.extra, kept),
  });
}

function formatRef(ref: SubagentRef): JsonObject {
  return said({
    trajectory_id: ref.trajectoryId,
    trajectory_path: ref.path,
    session_id: ref.sessionId,
    extra: filled(ref.extra),
  });
}

/** Lists by token that ATIF has fields for. */
const tokenLists = ["prompt_token_ids", "completion_token_ids", "logprobs"];

function formatMetrics(metrics: Metrics): JsonObject {
  const isList = ([key, value]: [string, JsonValue]) => tokenLists.includes(key) && isJsonList(value);
  const entries = Object.entries(metrics.extra);
  const extra = Object.fromEntries(entries.filter((entry) => !isList(entry)));
  return said({
    prompt_tokens: metrics.promptTokens,
    completion_tokens: metrics.completionTokens,
    cached_tokens: metrics.cachedTokens,
    cost_usd: metrics.costUsd,
    ...Object.fromEntries(entries.filter(isList)),
    extra: filled(extra),
  });
}
