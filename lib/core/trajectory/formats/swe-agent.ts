import { agentOf, trajectoryOf, withoutSecrets } from "../agent.ts";
import {
  Fields,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listOrJsonText,
  type ProblemList,
  parseJson,
  withoutNulls,
} from "../fields.ts";
import { noMetrics } from "../metrics.ts";
import type { Agent, Metrics, Trajectory } from "../model.ts";
import { readSweAgentSteps } from "./swe-agent-steps.ts";

/**
 * Reads a `.traj` of SWE-agent 0.x to 1.x; of its retrying agent one trajectory for each attempt, in order, where the one
 * chosen has `extra.isChosen`. Left out, standing elsewhere: `query` and `messages` of the turns, and the turns and
 * observations in `history`, which repeat the conversation in the words of its prompts; `action` beside a tool call.
 */
export function readSweAgent(value: JsonValue, problems: ProblemList): readonly Trajectory[] {
  const record = new Fields(isJsonObject(value) ? value : {}, "", problems);
  const attempts = record.list("attempts") ?? [];
  if (attempts.length === 0) return [readAttempt(record, null)];
  const replay = record.peek("replay_config");
  const chosen = record.inner("info").peek("best_attempt_idx");
  return attempts.map((attempt, index) => {
    if (!isJsonObject(attempt)) problems.report(`attempts[${index}]`, "an attempt", attempt);
    const own = isJsonObject(attempt) ? attempt : { unread: attempt };
    const fields = new Fields(
      replay === undefined ? own : { replay_config: replay, ...own },
      `attempts[${index}]`,
      problems,
    );
    const trajectory = readAttempt(fields, index + 1);
    if (index !== chosen) return trajectory;
    return { ...trajectory, extra: { ...trajectory.extra, isChosen: true, ...runInfo(record) } };
  });
}

/** What the record of a retrying agent says of all its attempts together. */
function runInfo(record: Fields): JsonObject {
  const info = record.inner("info");
  info.skip("submission", "best_attempt_idx", "edited_files30", "edited_files50", "edited_files70");
  return withoutNulls({ run: info.rest() });
}

function readAttempt(record: Fields, attempt: number | null): Trajectory {
  const info = record.inner("info");
  const replay = readReplay(record);
  const steps = readSweAgentSteps(record);
  return trajectoryOf("swe-agent", {
    instanceId: textIn(objectIn(replay, "problem_statement"), "id"),
    attempt,
    agent: readAgent(info.text("swe_agent_version"), agentConfig(replay, attempt)),
    steps: steps.list(),
    exitStatus: info.text("exit_status"),
    finalPatch: info.text("submission"),
    totals: readTotals(info.inner("model_stats")),
    extra: withoutNulls({ ...record.rest(), info: info.rest(), replay_config: withoutSecrets(replay) }),
  });
}

/** The configuration of the run, which newer versions write as a JSON text. */
function readReplay(record: Fields): JsonObject {
  const given = record.peek("replay_config");
  const replay = typeof given === "string" ? parseJson(given) : given;
  if (isJsonObject(replay)) record.skip("replay_config");
  return isJsonObject(replay) ? replay : {};
}

/** The agent of an attempt; the retrying agent takes its configurations in turn. */
function agentConfig(replay: JsonObject, attempt: number | null): JsonObject {
  const agent = objectIn(replay, "agent");
  const configs = listOrJsonText(agent.agent_configs) ?? [];
  const own = configs[((attempt ?? 1) - 1) % configs.length];
  return isJsonObject(own) ? own : agent;
}

function readAgent(version: string | null, agent: JsonObject): Agent {
  const { name, ...parameters } = withoutSecrets(objectIn(agent, "model"));
  return agentOf({ scaffold: "swe-agent", version, model: typeof name === "string" ? name : null, parameters });
}

function readTotals(stats: Fields): Metrics {
  return {
    ...noMetrics,
    costUsd: stats.number("instance_cost"),
    promptTokens: stats.number("tokens_sent"),
    completionTokens: stats.number("tokens_received"),
    extra: stats.rest(),
  };
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

function textIn(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === "string" ? value : null;
}
