import { readContent, textContent } from "../content.ts";
import { contentText } from "../content-text.ts";
import {
  Fields,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ProblemList,
  withoutNulls,
} from "../fields.ts";
import type { Trajectory } from "../model.ts";
import { callResult, StepList } from "../step-list.ts";
import { readTimestamp } from "../timestamp.ts";
import { readToolDefinitions } from "../tool-definitions.ts";
import { addCall } from "./openhands-calls.ts";
import { callKey, messageContent, type OpenHandsState, restOfEvent, stepsOf } from "./openhands-event.ts";
import { readOpenHandsRow } from "./openhands-row.ts";

/**
 * Reads a run of OpenHands 0.x: a row of `output.jsonl`, whose history is a list of events or of pairs of action and
 * observation, or the bare events. Actions of one answer of the model become one turn. Left out, standing elsewhere: the
 * answer itself and the `args` and `message` that repeat its calls, and the query of a `recall`.
 */
export function readOpenHands(value: JsonValue, problems: ProblemList): readonly Trajectory[] {
  const row = isJsonObject(value) ? value : {};
  const key = isJsonObject(value) ? "history" : "";
  const state: OpenHandsState = {
    steps: new StepList(),
    stepOf: new Map(),
    turnOf: new Map(),
    totals: null,
    agent: {},
    endState: null,
  };
  const events = isJsonObject(value) ? value.history : value;
  for (const [index, event] of (isJsonList(events) ? events : []).entries()) {
    const path = `${key}[${index}]`;
    if (!isJsonList(event) || event.length === 0) readEvent(event, path, state, problems, false);
    else for (const [place, half] of event.entries()) readEvent(half, `${path}[${place}]`, state, problems, true);
  }
  return [readOpenHandsRow("openhands", row, { ...state, steps: state.steps.list() }, problems)];
}

function readEvent(
  value: JsonValue,
  path: string,
  state: OpenHandsState,
  problems: ProblemList,
  isPaired: boolean,
): void {
  const event = isJsonObject(value) ? new Fields(value, path, problems) : null;
  const action = event?.text("action") ?? null;
  const observation = action === null ? (event?.text("observation") ?? null) : null;
  const before = state.steps.length;
  if (event !== null && action !== null) readAction(action, event, state);
  else if (event !== null && observation !== null) readObservation(observation, event, state, isPaired);
  else state.steps.addUnread(value, path, problems, "an event with action or observation");
  const id = event?.peek("id");
  if (id !== undefined && state.steps.length > before) state.stepOf.set(String(id), state.steps.length);
}

const ownActions = new Set([
  "recall",
  "change_agent_state",
  "null",
  "pause",
  "resume",
  "stop",
  "start",
  "condensation_request",
  "loop_recovery",
]);

function readAction(action: string, event: Fields, state: OpenHandsState): void {
  const { steps } = state;
  const args = event.inner("args");
  const base = { timestamp: readTimestamp(event, "timestamp") };
  const isUser = event.peek("source") === "user";
  if (action === "system") {
    const version = args.text("openhands_version");
    const toolDefinitions = readToolDefinitions(args, "tools");
    const content = textContent(args.text("content"));
    const agent_class = args.text("agent_class");
    steps.add({ kind: "system", content, ...base, extra: { ...args.rest(), ...restOfEvent(event) } });
    state.agent = { version, toolDefinitions, extra: withoutNulls({ agent_class }) };
  } else if (action === "message" && isUser) {
    steps.add({
      kind: "user",
      content: messageContent(args, event),
      ...base,
      extra: { ...restOfMessage(args), ...restOfEvent(event) },
    });
  } else if (action === "condensation") {
    steps.add({
      kind: "condensation",
      ...readForgotten(args, state),
      ...base,
      extra: { ...args.rest(), ...restOfEvent(event) },
    });
  } else if (ownActions.has(action) || (isUser && action !== "message")) {
    args.skip("query", "thought");
    const extra = withoutNulls({ event: action, ...args.rest(), ...restOfEvent(event) });
    steps.add({ kind: "observation", results: [], ...base, extra });
  } else {
    if (action === "finish") state.endState = "finish";
    addCall(action, event, args, base, state);
  }
}

function restOfMessage(args: Fields): JsonObject {
  args.skip("wait_for_response", "security_risk", "thought");
  return args.rest();
}

function readForgotten(args: Fields, { stepOf }: OpenHandsState) {
  const ids = args.list("forgotten_event_ids", "pruned_event_ids");
  const first = args.number("forgotten_events_start_id");
  const last = args.number("forgotten_events_end_id");
  const inRange = (id: string) => first !== null && last !== null && Number(id) >= first && Number(id) <= last;
  const known = ids?.map(String) ?? [...stepOf.keys()].filter(inRange);
  return { summary: args.text("summary"), forgottenSteps: stepsOf(known, stepOf) };
}

const ownObservations = new Set(["agent_state_changed", "null", "recall", "condense", "loop_detection"]);

function readObservation(observation: string, event: Fields, state: OpenHandsState, isPaired: boolean): void {
  const { steps } = state;
  const extras = event.inner("extras");
  const timestamp = readTimestamp(event, "timestamp");
  const { content } = readContent(event.any("content"), event.at("content"), event.problems);
  if (observation === "agent_state_changed") state.endState = extras.text("agent_state") ?? state.endState;
  if (ownObservations.has(observation)) {
    const results = content.length > 0 ? [callResult({ content })] : [];
    const extra = withoutNulls({
      event: observation,
      agent_state: extras.peek("agent_state"),
      ...extras.rest(),
      ...restOfEvent(event),
    });
    steps.add({ kind: "observation", results, timestamp, extra });
    return;
  }
  const metadata = extras.inner("metadata");
  // The command is that of the call.
  extras.skip("command");
  const exitCode = metadata.number("exit_code") ?? extras.number("exit_code");
  const isError = observation === "error" || observation === "user_rejected";
  const result = callResult({
    content,
    exitCode,
    isError,
    extra: withoutNulls({ timestamp, ...extras.rest(), metadata: metadata.rest(), ...restOfEvent(event) }),
  });
  const key = callKey(event, "cause");
  if (key !== null && steps.answer(key, result)) {
    markStep(event, state);
    return;
  }
  if (isPaired && steps.answerNext(result)) return;
  const classification = extras.text("error_id") || null;
  if (isError)
    steps.add({ kind: "error", message: contentText(content), classification, timestamp, extra: result.extra });
  else steps.addResult(result, { timestamp, extra: { event: observation } });
}

/** Remembers that an observation went into the turn whose call it answers. */
function markStep(event: Fields, { stepOf, steps }: OpenHandsState): void {
  const [id, cause] = [event.peek("id"), event.peek("cause")];
  const number = cause === undefined ? steps.lastAgent()?.number : stepOf.get(String(cause));
  if (id !== undefined && number !== undefined) stepOf.set(String(id), number);
}
