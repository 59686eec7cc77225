import { readReasoning } from "../chat-steps.ts";
import { readContent } from "../content.ts";
import { contentText } from "../content-text.ts";
import {
  Fields,
  isJsonList,
  isJsonObject,
  type JsonValue,
  listOrJsonText,
  type ProblemList,
  withoutNulls,
} from "../fields.ts";
import { metricsOrNull, noMetrics } from "../metrics.ts";
import type { Content, Metrics, ToolCall } from "../model.ts";
import { agentTurn, callResult } from "../step-list.ts";
import { readArguments, readToolCall } from "../tool-calls.ts";
import type { OpenHandsState } from "./openhands-event.ts";

interface Usage {
  readonly model: string | null;
  readonly metrics: Metrics | null;
}
export type Usages = ReadonlyMap<string, Usage>;

/** What each answer of the model took, from the lists in the metrics of a row. */
export function readUsages(metrics: JsonValue | undefined, problems: ProblemList): Usages {
  const usages = new Map<string, Usage>();
  if (!isJsonObject(metrics)) return usages;
  const list = listOrJsonText(metrics.token_usages) ?? [];
  const costs = listOrJsonText(metrics.costs) ?? [];
  for (const [index, value] of list.entries()) {
    if (!isJsonObject(value)) continue;
    const usage = new Fields(value, `metrics.token_usages[${index}]`, problems);
    const id = usage.text("response_id");
    if (id === null) continue;
    // The two lists grow together, one entry for each answer.
    const cost = costs.length === list.length ? costs[index] : undefined;
    const read = {
      ...noMetrics,
      promptTokens: usage.number("prompt_tokens"),
      completionTokens: usage.number("completion_tokens"),
      cachedTokens: usage.number("cache_read_tokens"),
      costUsd: isJsonObject(cost) && typeof cost.cost === "number" ? cost.cost : null,
    };
    usages.set(id, { model: usage.text("model"), metrics: metricsOrNull(read) });
  }
  return usages;
}

/** How a message is to be sent, which says nothing of what it says. */
const switches = [
  "cache_enabled",
  "vision_enabled",
  "function_calling_enabled",
  "force_string_serializer",
  "send_reasoning_content",
];

export function addMessage(event: Fields, timestamp: string | null, state: OpenHandsState, usages: Usages): void {
  const message = event.inner("llm_message");
  const { content, reasoning } = readContent(message.any("content"), message.at("content"), event.problems);
  const added = readContent(event.any("extended_content"), event.at("extended_content"), event.problems).content;
  const source = event.value.source;
  const role = message.text("role");
  const thought = readReasoning(message);
  message.skip("tool_calls", "tool_call_id", "name", ...switches);
  const skills = event.peek("activated_skills");
  if (isJsonList(skills) && skills.length === 0) event.skip("activated_skills");
  const responseId = event.text("llm_response_id");
  const base = {
    content: [...content, ...added],
    timestamp,
    extra: withoutNulls({ response_id: responseId, ...event.rest(), llm_message: message.rest() }),
  };
  if (source === "agent") {
    const usage = responseId === null ? undefined : usages.get(responseId);
    const { model = null, metrics = null } = usage ?? {};
    state.steps.add(agentTurn({ ...base, reasoning: thought ?? reasoning, model, metrics }));
  } else state.steps.add({ kind: role === "system" ? "system" : "user", ...base });
}

export function addAction(event: Fields, timestamp: string | null, state: OpenHandsState, usages: Usages): void {
  const { steps, stepOf, turnOf } = state;
  const responseId = event.text("llm_response_id");
  const { content, reasoning } = readContent(event.any("thought"), event.at("thought"), event.problems);
  const said = readReasoning(event) ?? reasoning;
  const call = readCall(event);
  const turn = responseId === null ? undefined : turnOf.get(responseId);
  if (call.name === "finish") state.endState = "finish";
  if (turn !== undefined && steps.lastAgent()?.number === turn) {
    const more = { ...call, extra: { ...call.extra, ...event.rest() } };
    const isSaid = (before: Content) => contentText(before).includes(contentText(content));
    steps.addCalls(turn, [more]);
    steps.change(turn, (step) => ({
      content: isSaid(step.content) ? step.content : [...step.content, ...content],
      reasoning: step.reasoning ?? said,
    }));
    const id = event.peek("id");
    if (typeof id === "string") stepOf.set(id, turn);
    return;
  }
  const { model = null, metrics = null } = (responseId === null ? undefined : usages.get(responseId)) ?? {};
  const extra = withoutNulls({ response_id: responseId, ...event.rest() });
  const number = steps.add(agentTurn({ content, reasoning: said, calls: [call], model, metrics, timestamp, extra }));
  if (responseId !== null) turnOf.set(responseId, number);
}

function readCall(event: Fields): ToolCall {
  const id = event.text("tool_call_id") ?? "";
  const name = event.text("tool_name") ?? "";
  const given = event.object("tool_call");
  const action = event.object("action");
  const risk = event.text("security_risk");
  const extra = withoutNulls({
    summary: event.text("summary"),
    security_risk: risk === "UNKNOWN" ? null : risk,
    critic_result: event.object("critic_result"),
    isExecuted: action === null ? false : null,
  });
  if (given !== null) {
    const call = readToolCall(new Fields(given, event.at("tool_call"), event.problems));
    return { ...call, id: id || call.id, extra: { ...withoutOrigin(call.extra), ...extra } };
  }
  const { kind: _kind, ...args } = action ?? {};
  return { id, name, arguments: args, extra };
}

/** Which of OpenAI's two interfaces a call came by says nothing of the work. */
function withoutOrigin({ origin: _origin, ...extra }: ToolCall["extra"]): ToolCall["extra"] {
  return extra;
}

/** A call that an agent behind the Agent Client Protocol made; its events come as it begins, goes on and ends. */
export function addOutsideCall(event: Fields, timestamp: string | null, { steps }: OpenHandsState): void {
  const id = event.text("tool_call_id") || "call-1";
  const title = event.text("title");
  const name = event.text("tool_kind") ?? title ?? "";
  const output = event.any("raw_output");
  const text = typeof output === "string" || output === null ? output : JSON.stringify(output);
  const { content } = readContent(text, event.at("raw_output"), event.problems);
  const isError = event.boolean("is_error") ?? false;
  const isOver = output !== null || isError || event.peek("status") === "completed";
  if (steps.hasCall(id)) {
    steps.answer(id, callResult({ content, isError, extra: withoutNulls({ title, ...event.rest() }) }));
    return;
  }
  const call = { id, name, arguments: readArguments(event.any("raw_input")), extra: withoutNulls({ title }) };
  const results = isOver ? [callResult({ callId: id, content, isError })] : [];
  steps.add(agentTurn({ calls: [call], results, timestamp, extra: event.rest() }));
}
