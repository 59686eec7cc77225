import { readReasoning } from "../chat-steps.ts";
import { commandCall } from "../command-block.ts";
import { readContent, textContent } from "../content.ts";
import {
  Fields,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ProblemList,
  parseJson,
  withoutNulls,
} from "../fields.ts";
import type { Content, ToolCall } from "../model.ts";
import { agentTurn, callResult, type StepList } from "../step-list.ts";
import { readToolCalls } from "../tool-calls.ts";

/** Adds one entry of `trajectory`, with the tool calls and the thinking of its message in the history. */
export function addSweAgentTurn(
  value: JsonValue,
  path: string,
  message: JsonObject | null,
  problems: ProblemList,
  steps: StepList,
): void {
  if (!isJsonObject(value)) {
    steps.addUnread(value, path, problems, "a turn of the agent");
    return;
  }
  const turn = new Fields(value, path, problems);
  const said = new Fields(message ?? {}, path, problems);
  const action = turn.text("action") ?? "";
  const calls = readCalls(said, action);
  const observation = readContent(turn.any("observation"), turn.at("observation"), problems);
  const durationSeconds = turn.number("execution_time");
  const result = callResult({ callId: calls[0]?.id ?? null, content: observation.content, durationSeconds });
  const hasResult = Object.hasOwn(value, "observation") || durationSeconds !== null;
  const content = readSaid(turn, action);
  const state = readState(turn);
  turn.skip("query", "messages");
  steps.add(
    agentTurn({
      content,
      reasoning: readReasoning(said),
      calls,
      results: hasResult ? [result] : [],
      extra: withoutNulls({ state, ...turn.rest() }),
    }),
  );
}

function readCalls(message: Fields, action: string): readonly ToolCall[] {
  const native = message.list("tool_calls") ?? [];
  if (native.length > 0) return readToolCalls(native, message.at("tool_calls"), message.problems);
  return action.trim() === "" ? [] : [commandCall(action.replace(/\n$/u, ""))];
}

/** How much a prompt's marks around a command may add to the two together. */
const mostMarks = 40;

/** The thought is the answer without its command; an answer that is more than these two is kept beside it. */
function readSaid(turn: Fields, action: string): Content {
  const thought = turn.text("thought");
  const response = turn.peek("response");
  if (thought === null) return readContent(turn.any("response"), turn.at("response"), turn.problems).content;
  const isRepeated =
    typeof response === "string" &&
    response.includes(thought.trim()) &&
    response.length <= thought.length + action.length + mostMarks;
  if (isRepeated) turn.skip("response");
  return textContent(thought.trimEnd());
}

/** The state of the tools after the turn, which older versions write as a JSON text. */
function readState(turn: Fields): JsonValue {
  const state = turn.any("state");
  const parsed = typeof state === "string" ? parseJson(state) : undefined;
  return isJsonObject(parsed) ? parsed : state;
}
