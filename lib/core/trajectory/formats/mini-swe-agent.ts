import { agentOf, trajectoryOf, withoutSecrets } from "../agent.ts";
import { detectDialect } from "../call-dialect.ts";
import { type MessageNotes, readChat } from "../chat-steps.ts";
import { readContent, textContent } from "../content.ts";
import { contentText } from "../content-text.ts";
import { Fields, isJsonList, isJsonObject, type JsonValue, type ProblemList, withoutNulls } from "../fields.ts";
import { noMetrics, readUsage } from "../metrics.ts";
import type { Trajectory } from "../model.ts";
import { callResult, type StepList } from "../step-list.ts";
import { readTimestamp } from "../timestamp.ts";
import { readResponsesMessage } from "./responses-message.ts";

/**
 * Reads a trajectory of mini-swe-agent: the bare messages of version 0, `{info, messages}` of version 1, and
 * "mini-swe-agent-1.1" of version 2. Left out, standing elsewhere: the raw answer of the model (its content, calls and
 * usage are in the step), `actions` that repeat the calls, and the raw output where the message repeats it.
 */
export function readMiniSweAgent(value: JsonValue, problems: ProblemList): readonly Trajectory[] {
  const record = new Fields(isJsonObject(value) ? value : { messages: value }, "", problems);
  const info = record.inner("info");
  const config = info.inner("config");
  const messages = record.list("messages") ?? [];
  const steps = readChat(messages, isJsonObject(value) ? "messages" : "", problems, {
    dialect: detectDialect(messages),
    notesOf: readNotes,
    readRole: readOwnRole,
  });
  const stats = info.inner("model_stats");
  const trajectory = trajectoryOf("mini-swe-agent", {
    formatVersion: record.text("trajectory_format"),
    instanceId: record.text("instance_id"),
    agent: readAgent(config, info.text("mini_version")),
    steps: steps.list(),
    exitStatus: info.text("exit_status"),
    finalPatch: info.text("submission"),
    totals: { ...noMetrics, costUsd: stats.number("instance_cost"), extra: stats.rest() },
    extra: withoutNulls({ ...record.rest(), info: info.rest() }),
  });
  return [trajectory];
}

function readAgent(config: Fields, version: string | null) {
  const model = config.inner("model");
  const agent = config.inner("agent");
  return agentOf({
    scaffold: "mini-swe-agent",
    version,
    model: model.text("model_name"),
    parameters: withoutNulls({
      ...withoutSecrets(model.object("model_kwargs") ?? {}),
      step_limit: agent.number("step_limit"),
      cost_limit: agent.number("cost_limit"),
    }),
    extra: withoutSecrets({ ...config.rest(), model: model.rest(), agent: agent.rest() }),
  });
}

function readNotes(message: Fields): MessageNotes {
  const extra = message.inner("extra");
  const response = extra.inner("response");
  const text = contentText(readContent(message.peek("content"), message.path, message.problems).content);
  if (isJsonList(message.peek("tool_calls")) || repeatsActions(extra.peek("actions"), text)) extra.skip("actions");
  const rawOutput = extra.text("raw_output");
  const exception = extra.peek("exception_info");
  if (exception === "") extra.skip("exception_info");
  const timestamp = readTimestamp(extra, "timestamp");
  const cost = extra.number("cost");
  return {
    timestamp,
    model: response.text("model"),
    metrics: readUsage(response.peek("usage"), response.at("usage"), message.problems, cost),
    exitCode: extra.number("returncode"),
    isError: typeof exception === "string" && exception !== "",
    extra: withoutNulls({
      response_id: response.text("id"),
      raw_output: rawOutput !== null && text.includes(rawOutput.trim()) ? null : rawOutput,
      ...extra.rest(),
    }),
  };
}

function repeatsActions(actions: JsonValue | undefined, text: string): boolean {
  return (
    isJsonList(actions) &&
    actions.every((one) => isJsonObject(one) && typeof one.command === "string" && text.includes(one.command))
  );
}

function readOwnRole(role: string, message: Fields, steps: StepList): boolean {
  if (role !== "exit") return readResponsesMessage(message, readNotes, steps);
  readExit(message, steps);
  return true;
}

/** The end of a run: what was handed in, or what stopped it. */
function readExit(message: Fields, steps: StepList): void {
  const extra = message.inner("extra");
  const status = extra.text("exit_status");
  const text = message.text("content") ?? "";
  const timestamp = readTimestamp(extra, "timestamp");
  if (extra.peek("submission") === text) extra.skip("submission");
  if (extra.peek("exception_str") === text) extra.skip("exception_str");
  const rest = { ...message.rest(), ...extra.rest() };
  if (status === null || status === "Submitted") {
    const result = callResult({ content: textContent(text) });
    steps.addResult(result, { timestamp, extra: withoutNulls({ event: "exit", exit_status: status, ...rest }) });
  } else {
    steps.add({ kind: "error", message: text, classification: status, timestamp, extra: { event: "exit", ...rest } });
  }
}
