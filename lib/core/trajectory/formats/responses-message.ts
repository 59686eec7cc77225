import type { MessageNotes } from "../chat-steps.ts";
import { readContent } from "../content.ts";
import { type Fields, isJsonObject, type JsonObject, type JsonValue } from "../fields.ts";
import { readUsage } from "../metrics.ts";
import { agentTurn, answerById, callResult, type StepList } from "../step-list.ts";
import { readToolCalls } from "../tool-calls.ts";

/**
 * Reads a message of OpenAI's Responses interface, which has no role: a whole answer with its output items, or the output
 * of a call. False where it is neither.
 */
export function readResponsesMessage(
  message: Fields,
  notesOf: (message: Fields) => MessageNotes,
  steps: StepList,
): boolean {
  if (message.peek("type") === "function_call_output") {
    const notes = notesOf(message);
    const { content } = readContent(message.any("output"), message.at("output"), message.problems);
    const extra = notes.timestamp ? { ...notes.extra, timestamp: notes.timestamp } : (notes.extra ?? {});
    const { exitCode = null, isError = false } = notes;
    const result = callResult({ content, exitCode, isError, extra });
    answerById(steps, message, message.text("call_id") ?? "", result);
    return true;
  }
  if (message.peek("object") !== "response") return false;
  readAnswer(message, notesOf(message), steps);
  return true;
}

function readAnswer(message: Fields, notes: MessageNotes, steps: StepList): void {
  const output = message.list("output") ?? [];
  const items = output.filter(isJsonObject);
  const partsOf = (type: string, key: string): readonly JsonValue[] =>
    items.filter((item) => item.type === type).flatMap((item) => item[key] ?? []);
  const path = message.at("output");
  const said = readContent(partsOf("message", "content"), path, message.problems);
  const thought = [...partsOf("reasoning", "summary"), ...partsOf("reasoning", "content")];
  const calls = items.filter((item) => item.type === "function_call").map(callOf);
  const unread = output.filter((item) => !isJsonObject(item) || !itemTypes.includes(item.type ?? null));
  if (unread.length > 0) message.problems.report(path, "messages, reasoning and function calls", unread);
  const cost = notes.metrics?.costUsd ?? null;
  steps.add(
    agentTurn({
      content: said.content,
      reasoning: thought.flatMap((part) => (isJsonObject(part) ? (part.text ?? []) : [])).join("\n") || null,
      calls: readToolCalls(calls, path, message.problems),
      model: message.text("model") ?? notes.model ?? null,
      metrics: readUsage(message.peek("usage"), message.at("usage"), message.problems, cost),
      timestamp: notes.timestamp ?? null,
      extra: { ...notes.extra, ...(unread.length > 0 && { unread }) },
    }),
  );
}

const itemTypes: readonly JsonValue[] = ["message", "reasoning", "function_call"];

function callOf(item: JsonObject): JsonObject {
  const { call_id, name, arguments: given } = item;
  return { id: call_id ?? "", name: name ?? "", arguments: given ?? "" };
}
