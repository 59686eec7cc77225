import { readContent } from "../content.ts";
import { contentText } from "../content-text.ts";
import { Fields, isJsonList, isJsonObject, type JsonObject, type JsonValue, withoutNulls } from "../fields.ts";
import type { AgentStep, CallResult, Metrics, Step, SubagentRef, ToolCall } from "../model.ts";
import { agentTurn, callResult, StepList } from "../step-list.ts";
import { readTimestamp } from "../timestamp.ts";
import { withUniqueIds } from "../tool-calls.ts";
import { readKept } from "./kept.ts";

/** The steps of a trajectory in ATIF; `isOwn` where Assay wrote it and kept under `extra.assay` what ATIF cannot say. */
export function readAtifSteps(record: Fields, isOwn: boolean): readonly Step[] {
  const steps = new StepList();
  for (const [index, value] of (record.list("steps") ?? []).entries()) {
    const path = record.at(`steps[${index}]`);
    if (isJsonObject(value)) readStep(new Fields(value, path, record.problems), isOwn, steps);
    else steps.addUnread(value, path, record.problems, "a step");
  }
  return steps.list();
}

function readStep(step: Fields, isOwn: boolean, steps: StepList): void {
  const source = step.text("source");
  const { kept, extra } = readKept(step, () => isOwn);
  const own = new Fields(kept ?? {}, step.at("extra.assay"), step.problems);
  const kind = own.text("kind");
  const base = {
    timestamp: readTimestamp(step, "timestamp"),
    isCopiedContext: step.boolean("is_copied_context") ?? false,
  };
  const { content } = readContent(step.any("message"), step.at("message"), step.problems);
  // The number of a step is its place.
  step.skip("step_id");
  const text = contentText(content);
  if (kind === "condensation") {
    const summary = own.peek("isWithoutSummary") === true ? null : text;
    const forgottenSteps = (own.list("forgottenSteps") ?? []).filter((number) => typeof number === "number");
    steps.add({ kind, summary, forgottenSteps, ...base, extra: restOf(step, extra) });
  } else if (kind === "error") {
    steps.add({ kind, message: text, classification: own.text("classification"), ...base, extra: restOf(step, extra) });
  } else if (source === "agent") {
    steps.add(readAgentStep(step, isOwn, { content, ...base }, extra));
  } else if (source === "user") {
    steps.add({ kind: "user", content, ...base, extra: restOf(step, extra) });
  } else if (source === "system") {
    addSystemStep(step, isOwn, { content, ...base }, kind, extra, steps);
  } else steps.addUnread(step.value, step.path, step.problems, "a step whose source is system, user or agent");
}

type Base = Pick<AgentStep, "content" | "timestamp" | "isCopiedContext">;

/** A system step with results is one of the environment's, or, with sub-agents among them, work handed to those. */
function addSystemStep(
  step: Fields,
  isOwn: boolean,
  { content, ...base }: Base,
  kind: string | null,
  extra: JsonObject,
  steps: StepList,
): void {
  const results = readResults(step, [], isOwn);
  const rest = restOf(step, extra);
  const isHandedOver = results.some(({ subagents }) => subagents.length > 0);
  if (kind === "subagent" || (kind === null && isHandedOver)) {
    steps.add({ kind: "subagent", content, results, ...base, extra: rest });
  } else if (kind === "observation" || results.length > 0) {
    const message: JsonObject = content.length > 0 ? { message: step.peek("message") ?? null } : {};
    steps.add({ kind: "observation", results, ...base, extra: { ...rest, ...message } });
  } else steps.add({ kind: "system", content, ...base, extra: rest });
}

function restOf(step: Fields, extra: JsonObject): JsonObject {
  return { ...step.rest(), ...extra };
}

function readAgentStep(step: Fields, isOwn: boolean, base: Base, extra: JsonObject) {
  const calls = readCalls(step);
  const results = readResults(step, calls, isOwn);
  const effort = step.peek("reasoning_effort");
  const hasEffort = typeof effort === "string" || typeof effort === "number";
  if (hasEffort) step.skip("reasoning_effort");
  const metrics = step.object("metrics");
  return agentTurn({
    ...base,
    reasoning: step.text("reasoning_content"),
    calls,
    results,
    model: step.text("model_name"),
    reasoningEffort: hasEffort ? effort : null,
    metrics: metrics === null ? null : readMetrics(new Fields(metrics, step.at("metrics"), step.problems)),
    llmCallCount: step.number("llm_call_count"),
    extra: restOf(step, extra),
  });
}

function readCalls(step: Fields): readonly ToolCall[] {
  const calls = (step.list("tool_calls") ?? []).map((value, index) => {
    const path = step.at(`tool_calls[${index}]`);
    if (!isJsonObject(value)) step.problems.report(path, "a tool call", value);
    const call = new Fields(isJsonObject(value) ? value : { unread: value }, path, step.problems);
    const given = call.any("arguments");
    const extra = call.object("extra") ?? {};
    return {
      id: call.text("tool_call_id") ?? "",
      name: call.text("function_name") ?? "",
      arguments: isJsonObject(given) ? given : given === null ? {} : { raw: given },
      extra: { ...call.rest(), ...extra },
    };
  });
  return withUniqueIds(calls);
}

function readResults(step: Fields, calls: readonly ToolCall[], isOwn: boolean): readonly CallResult[] {
  const observation = step.inner("observation");
  const list = observation.list("results") ?? [];
  const ids = new Set(calls.map(({ id }) => id));
  return list.map((value, index) => {
    const path = observation.at(`results[${index}]`);
    if (!isJsonObject(value)) step.problems.report(path, "a result", value);
    const result = new Fields(isJsonObject(value) ? value : { unread: value }, path, step.problems);
    const given = result.text("source_call_id");
    if (given !== null && !ids.has(given))
      step.problems.report(result.at("source_call_id"), "a call of this step", given);
    // A single result is that of a single call, whether it says so or not.
    const [only] = list.length === 1 && calls.length === 1 && !isOwn && given === null ? calls : [];
    const callId = given !== null && ids.has(given) ? given : (only?.id ?? null);
    const lost: JsonObject = given !== null && callId === null ? { source_call_id: given } : {};
    return readResult(result, callId, lost, isOwn);
  });
}

function readResult(result: Fields, callId: string | null, lost: JsonObject, isOwn: boolean): CallResult {
  const { kept, extra } = readKept(result, () => isOwn);
  const own = new Fields(kept ?? {}, result.at("extra.assay"), result.problems);
  const { content } = readContent(result.any("content"), result.at("content"), result.problems);
  const refs = result.any("subagent_trajectory_ref");
  return callResult({
    callId,
    content,
    subagents: (isJsonList(refs) ? refs : isJsonObject(refs) ? [refs] : []).map((ref, index) =>
      readRef(ref, result.at(`subagent_trajectory_ref[${index}]`), result),
    ),
    exitCode: own.number("exitCode"),
    durationSeconds: own.number("durationSeconds"),
    isError: own.boolean("isError") ?? false,
    extra: { ...result.rest(), ...lost, ...extra },
  });
}

function readRef(value: JsonValue, path: string, result: Fields): SubagentRef {
  if (!isJsonObject(value)) result.problems.report(path, "a reference to a trajectory", value);
  const ref = new Fields(isJsonObject(value) ? value : { unread: value }, path, result.problems);
  const extra = ref.object("extra") ?? {};
  return {
    trajectoryId: ref.text("trajectory_id"),
    path: ref.text("trajectory_path"),
    sessionId: ref.text("session_id"),
    extra: { ...ref.rest(), ...extra },
  };
}

function readMetrics(metrics: Fields): Metrics {
  const extra = metrics.object("extra") ?? {};
  return {
    promptTokens: metrics.number("prompt_tokens"),
    completionTokens: metrics.number("completion_tokens"),
    cachedTokens: metrics.number("cached_tokens"),
    costUsd: metrics.number("cost_usd"),
    extra: { ...withoutNulls(metrics.rest()), ...extra },
  };
}
