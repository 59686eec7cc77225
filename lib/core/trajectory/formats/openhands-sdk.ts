import { withoutSecrets } from "../agent.ts";
import { readContent } from "../content.ts";
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
import type { Content, Trajectory } from "../model.ts";
import { answerById, callResult, StepList } from "../step-list.ts";
import { readTimestamp } from "../timestamp.ts";
import { readToolDefinitions } from "../tool-definitions.ts";
import { type OpenHandsState, stepsOf } from "./openhands-event.ts";
import { readOpenHandsRow } from "./openhands-row.ts";
import { addAction, addMessage, addOutsideCall, readUsages } from "./openhands-sdk-turns.ts";

/**
 * Reads a run of the OpenHands SDK: a row of an evaluation with its history, or the bare events of a conversation.
 * Actions of one answer of the model become one turn. Left out, standing elsewhere: the parsed `action` beside its tool
 * call, and the ids of events.
 */
export function readOpenHandsSdk(value: JsonValue, problems: ProblemList): readonly Trajectory[] {
  const row = isJsonObject(value) ? value : {};
  const key = isJsonObject(value) ? (isJsonList(value.history) ? "history" : "events") : "";
  const events = isJsonObject(value) ? value[key] : value;
  const state: OpenHandsState = {
    steps: new StepList(),
    stepOf: new Map(),
    turnOf: new Map(),
    totals: null,
    agent: {},
    endState: null,
  };
  const usages = readUsages(row.metrics, problems);
  for (const [index, event] of (isJsonList(events) ? events : []).entries()) {
    const path = `${key}[${index}]`;
    if (!isJsonObject(event)) {
      state.steps.addUnread(event, path, problems, "an event");
      continue;
    }
    const fields = new Fields(event, path, problems);
    const before = state.steps.length;
    readEvent(fields, state, usages);
    markStep(fields, before, state);
  }
  return [readOpenHandsRow("openhands-sdk", row, { ...state, steps: state.steps.list() }, problems)];
}

/** Remembers the step that an event became, or, of a result, the turn whose action it answers. */
function markStep(event: Fields, before: number, { steps, stepOf }: OpenHandsState): void {
  const [id, action] = [event.peek("id"), event.peek("action_id")];
  if (typeof id !== "string" || stepOf.has(id)) return;
  const turn = typeof action === "string" ? stepOf.get(action) : undefined;
  const number = steps.length > before ? steps.length : (turn ?? steps.lastAgent()?.number);
  if (number !== undefined) stepOf.set(id, number);
}

function readEvent(event: Fields, state: OpenHandsState, usages: ReturnType<typeof readUsages>): void {
  const { steps } = state;
  const kind = event.text("kind");
  const timestamp = readTimestamp(event, "timestamp");
  event.skip("id", "parent_id");
  if (event.peek("source") !== "hook") event.skip("source");
  switch (kind) {
    case "SystemPromptEvent": {
      const content = [...contentIn(event, "system_prompt"), ...contentIn(event, "dynamic_context")];
      state.agent = { toolDefinitions: readToolDefinitions(event, "tools") };
      steps.add({ kind: "system", content, timestamp, extra: event.rest() });
      return;
    }
    case "MessageEvent":
      addMessage(event, timestamp, state, usages);
      return;
    case "ActionEvent":
      addAction(event, timestamp, state, usages);
      return;
    case "ACPToolCallEvent":
      addOutsideCall(event, timestamp, state);
      return;
    case "ObservationEvent":
      readObservation(event, timestamp, state);
      return;
    case "UserRejectObservation":
    case "AgentErrorEvent":
      readRefusal(event, timestamp, state);
      return;
    case "ConversationErrorEvent": {
      const classification = event.text("code");
      const message = event.text("detail") ?? "";
      steps.add({ kind: "error", message, classification, timestamp, extra: event.rest() });
      return;
    }
    case "Condensation":
    case "CondensationSummaryEvent": {
      const ids = (event.list("forgotten_event_ids") ?? []).filter((id) => typeof id === "string");
      const forgottenSteps = stepsOf(ids, state.stepOf);
      steps.add({
        kind: "condensation",
        summary: event.text("summary"),
        forgottenSteps,
        timestamp,
        extra: event.rest(),
      });
      return;
    }
    case null:
      steps.addUnread(event.value, event.path, event.problems, "an event with its kind");
      return;
    default:
      readNotice(kind, event, timestamp, state);
  }
}

function contentIn(event: Fields, key: string): Content {
  return readContent(event.any(key), event.at(key), event.problems).content;
}

function readNotice(kind: string, event: Fields, timestamp: string | null, state: OpenHandsState): void {
  const [key, value] = [event.peek("key"), event.peek("value")];
  if ((key === "execution_status" || key === "agent_status") && typeof value === "string") state.endState = value;
  // The log of a completion holds the whole conversation once more.
  if (kind === "LLMCompletionLogEvent") event.skip("log_data");
  const extra = withoutSecrets({ event: kind, ...event.rest() });
  state.steps.add({ kind: "observation", results: [], timestamp, extra });
}

function readObservation(event: Fields, timestamp: string | null, { steps }: OpenHandsState): void {
  const observation = event.inner("observation");
  const metadata = observation.inner("metadata");
  observation.skip("kind", "command");
  event.skip("action_id", "tool_name");
  const content = [...readOutput(observation), ...contentIn(event, "extended_content")];
  const isError = observation.peek("error") === true || observation.peek("is_error") === true;
  for (const flag of ["error", "is_error"]) if (typeof observation.peek(flag) === "boolean") observation.skip(flag);
  const exitCode = observation.number("exit_code") ?? metadata.number("exit_code");
  metadata.skip("exit_code");
  const callId = event.text("tool_call_id") ?? "";
  const extra = withoutNulls({ timestamp, ...observation.rest(), metadata: metadata.rest(), ...event.rest() });
  answerById(steps, event, callId, callResult({ content, isError, exitCode, extra }));
}

function readOutput(observation: Fields): Content {
  for (const key of ["content", "output", "message"]) {
    const content = contentIn(observation, key);
    if (content.length > 0) return content;
  }
  return [];
}

/** What the scaffold, or a person, says in place of a result. */
function readRefusal(event: Fields, timestamp: string | null, { steps }: OpenHandsState): void {
  const content = [...contentIn(event, "error"), ...contentIn(event, "rejection_reason")];
  const callId = event.text("tool_call_id") ?? "";
  event.skip("action_id", "tool_name");
  const kind = event.peek("kind") ?? null;
  const extra: JsonObject = withoutNulls({ event: kind, ...event.rest() });
  const result = callResult({ content, isError: true, extra: withoutNulls({ timestamp, ...extra }) });
  if (steps.answer(callId, result)) return;
  steps.add({
    kind: "error",
    message: contentText(content),
    classification: null,
    timestamp,
    extra: { ...extra, callId },
  });
}
