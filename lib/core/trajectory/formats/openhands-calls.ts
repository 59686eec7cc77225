import { readReasoning } from "../chat-steps.ts";
import { readContent, textContent } from "../content.ts";
import { Fields, isJsonObject, type JsonObject, listOrJsonText, withoutNulls } from "../fields.ts";
import { metricsOrNull, readUsage } from "../metrics.ts";
import type { Metrics, ToolCall } from "../model.ts";
import { agentTurn } from "../step-list.ts";
import { readToolCall } from "../tool-calls.ts";
import { callKey, messageContent, type OpenHandsState, restOfEvent } from "./openhands-event.ts";
import { readAccumulated } from "./openhands-row.ts";

/** Adds an action of the agent: to the turn of the same answer of the model where there is one, else as a new turn. */
export function addCall(
  action: string,
  event: Fields,
  args: Fields,
  base: { readonly timestamp: string | null },
  state: OpenHandsState,
): void {
  const { steps, stepOf, turnOf } = state;
  const response = event.inner("tool_call_metadata").inner("model_response");
  const message = messageIn(response);
  const calls = action === "message" ? [] : [readCall(action, event, args, message)];
  const responseId = response.text("id");
  const metrics = readMetrics(event, response, state);
  const turn = responseId === null ? undefined : turnOf.get(responseId);
  const id = event.peek("id");
  if (turn !== undefined && calls.length > 0 && steps.lastAgent()?.number === turn) {
    const rest = restOfEvent(event);
    const more = calls.map((call) => ({ ...call, extra: { ...call.extra, ...rest } }));
    steps.addCalls(turn, more);
    steps.change(turn, (step) => ({ metrics: addMetrics(step.metrics, metrics) }));
    if (id !== undefined) stepOf.set(String(id), turn);
    return;
  }
  const said = message === null ? null : readContent(message.peek("content"), message.path, message.problems);
  const thought = action === "think" && message === null ? null : args.text("thought");
  const number = steps.add(
    agentTurn({
      ...base,
      content:
        action === "message" ? messageContent(args, event) : said?.content.length ? said.content : textContent(thought),
      reasoning: (message === null ? null : readReasoning(message)) ?? said?.reasoning ?? null,
      calls,
      model: response.text("model"),
      metrics,
      extra: withoutNulls({ response_id: responseId, ...restOfEvent(event) }),
    }),
  );
  if (responseId !== null && calls.length > 0) turnOf.set(responseId, number);
}

/** The message of the model that an event comes from. */
function messageIn(response: Fields): Fields | null {
  const [choice] = listOrJsonText(response.peek("choices")) ?? [];
  const message = isJsonObject(choice) ? choice.message : undefined;
  return isJsonObject(message) ? new Fields(message, response.at("choices[0].message"), response.problems) : null;
}

function readCall(action: string, event: Fields, args: Fields, message: Fields | null): ToolCall {
  const metadata = event.inner("tool_call_metadata");
  const id = callKey(event, "id") ?? "";
  const extra = withoutNulls({ timeout: event.number("timeout"), security_risk: args.any("security_risk") });
  const native = (message?.list("tool_calls") ?? []).find((call) => isJsonObject(call) && call.id === id);
  if (isJsonObject(native)) {
    const call = readToolCall(new Fields(native, event.at("tool_call_metadata"), event.problems));
    return { ...call, extra: { ...call.extra, ...extra } };
  }
  return { id, name: metadata.text("function_name") ?? action, arguments: ownArguments(action, args), extra };
}

function ownArguments(action: string, args: Fields): JsonObject {
  args.skip("confirmation_state", "hidden", "blocking", "is_static", "translated_ipython_code", "impl_source");
  if (action !== "think") args.skip("thought");
  return args.rest();
}

/** What the answer took: the growth of the sums since the event before, else the usage of the answer. */
function readMetrics(event: Fields, response: Fields, state: OpenHandsState): Metrics | null {
  const sums = event.object("llm_metrics");
  const usage = readUsage(response.peek("usage"), response.at("usage"), event.problems, null);
  if (sums === null) return usage;
  const totals = { ...readAccumulated(new Fields(sums, event.at("llm_metrics"), event.problems)), extra: {} };
  const before = state.totals;
  state.totals = totals;
  return metricsOrNull({
    promptTokens: growth(before?.promptTokens, totals.promptTokens),
    completionTokens: growth(before?.completionTokens, totals.completionTokens),
    cachedTokens: growth(before?.cachedTokens, totals.cachedTokens),
    costUsd: roundMoney(growth(before?.costUsd, totals.costUsd)),
    extra: usage?.extra ?? {},
  });
}

/** A sum below the one before began anew. */
function growth(before: number | null | undefined, after: number | null): number | null {
  if (after === null || before === null || before === undefined || after < before) return after;
  return after - before;
}

/** Takes away what subtracting binary fractions adds. */
function roundMoney(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e12) / 1e12;
}

function addMetrics(a: Metrics | null, b: Metrics | null): Metrics | null {
  if (a === null || b === null) return a ?? b;
  const sum = (x: number | null, y: number | null) => (x === null || y === null ? (x ?? y) : x + y);
  return {
    promptTokens: sum(a.promptTokens, b.promptTokens),
    completionTokens: sum(a.completionTokens, b.completionTokens),
    cachedTokens: sum(a.cachedTokens, b.cachedTokens),
    costUsd: sum(a.costUsd, b.costUsd),
    extra: { ...b.extra, ...a.extra },
  };
}
