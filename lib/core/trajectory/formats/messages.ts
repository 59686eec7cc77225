import { agentOf, trajectoryOf, withoutSecrets } from "../agent.ts";
import { type CallDialect, detectDialect } from "../call-dialect.ts";
import { readChat, readChatMessage } from "../chat-steps.ts";
import {
  Fields,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listOrJsonText,
  type ProblemList,
  withoutNulls,
} from "../fields.ts";
import { readUsage } from "../metrics.ts";
import type { Trajectory } from "../model.ts";
import type { StepList } from "../step-list.ts";
import { readTimestamp } from "../timestamp.ts";
import { readToolDefinitions } from "../tool-definitions.ts";

/**
 * Reads a chat in messages: a bare list, `{messages}` of the data sets (SWE-Gym, SWE-smith with its JSON text, Nemotron,
 * Open-SWE-Traces), `{trajectory}` of nebius, and the log of one completion, whose answer becomes the last turn. Left out
 * of such a log: its `raw_messages`, `raw_response` and `fncall_*` copies, and the tools repeated in `kwargs`.
 */
export function readMessages(value: JsonValue, problems: ProblemList): readonly Trajectory[] {
  const record = new Fields(isJsonObject(value) ? value : {}, "", problems);
  const { key, messages } = findMessages(value, record);
  const dialect = detectDialect(messages);
  const steps = readChat(messages, key, problems, { dialect });
  const toolDefinitions = readToolDefinitions(record, "tools");
  const kwargs = record.inner("kwargs");
  kwargs.skip("tools", "messages");
  const model = readResponse(record, steps, dialect);
  const isSweAgent = messages.some((one) => isJsonObject(one) && "cutoff_date" in one);
  const trajectory = trajectoryOf("messages", {
    instanceId: record.text("instance_id"),
    trajectoryId: record.text("trajectory_id", "traj_id", "uuid"),
    agent: agentOf({
      scaffold: isSweAgent ? "swe-agent" : null,
      model: record.text("model", "model_name", "model_name_or_path") ?? model ?? kwargs.text("model"),
      parameters: withoutSecrets(kwargs.rest()),
      toolDefinitions,
      extra: dialect.calls === "native" ? {} : { callDialect: dialect.calls },
    }),
    exitStatus: record.text("exit_status"),
    ...readOutcome(record),
    steps: steps.list(),
    extra: record.rest(),
  });
  return [trajectory];
}

function findMessages(value: JsonValue, record: Fields): { key: string; messages: readonly JsonValue[] } {
  if (!isJsonObject(value)) return { key: "", messages: listOrJsonText(value) ?? [] };
  for (const key of ["messages", "trajectory", "conversations", "conversation"]) {
    const messages = listOrJsonText(record.peek(key));
    if (messages === null) continue;
    record.skip(key);
    return { key, messages };
  }
  return { key: "messages", messages: [] };
}

/** Whether the tests passed and what was handed in, by the names that the data sets give them. */
function readOutcome(record: Fields): Pick<Trajectory, "isResolved" | "finalPatch"> {
  const result = objectIn(record.value, "test_result");
  const finalPatch =
    record.text("model_patch", "generated_patch", "patch", "git_patch") ??
    new Fields(result, "test_result", record.problems).text("git_patch");
  for (const key of ["resolved", "target"]) {
    const isResolved = truth(record.peek(key));
    if (isResolved === null) continue;
    record.skip(key);
    return { isResolved, finalPatch };
  }
  return { isResolved: truth(objectIn(result, "report").resolved), finalPatch };
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

/** 1 and 0 are yes and no; -1 says that nobody ran the tests. */
function truth(value: JsonValue | undefined): boolean | null {
  if (typeof value === "boolean") return value;
  return value === 1 ? true : value === 0 ? false : null;
}

/** Adds the answer that the log of a completion holds, and gives the model that gave it. */
function readResponse(record: Fields, steps: StepList, dialect: CallDialect): string | null {
  const message = answerIn(record.peek("response"));
  if (message === null) return null;
  const response = record.inner("response");
  const model = response.text("model");
  const metrics = readUsage(response.peek("usage"), response.at("usage"), record.problems, record.number("cost"));
  const timestamp = readTimestamp(record, "timestamp");
  const extra = withoutNulls({ response_id: response.text("id"), latency_sec: record.number("latency_sec") });
  record.skip("raw_messages", "raw_response", "fncall_messages", "fncall_response");
  const notesOf = () => ({ metrics, model, timestamp, extra });
  readChatMessage(message, response.at("choices[0].message"), record.problems, { dialect, notesOf }, steps);
  return model;
}

function answerIn(response: JsonValue | undefined): JsonObject | null {
  if (!isJsonObject(response)) return null;
  const [choice] = listOrJsonText(response.choices) ?? [];
  return isJsonObject(choice) && isJsonObject(choice.message) ? choice.message : null;
}
