import { agentOf, trajectoryOf } from "../agent.ts";
import { Fields, isJsonObject, type JsonObject, type JsonValue, type ProblemList, withoutNulls } from "../fields.ts";
import { type Agent, type Metrics, type Trajectory, type TrajectoryFormat, trajectoryFormats } from "../model.ts";
import { readAtifSteps } from "./atif-steps.ts";
import { readKept } from "./kept.ts";

/**
 * Reads ATIF of any version 1 (1.0 to 1.7 are known), with the sub-agents in it. A file that Assay wrote gives back what
 * ATIF has no field for, from `extra.assay`. Fields that ATIF does not know go to the `extra` beside them.
 */
export function readAtif(value: JsonValue, problems: ProblemList): readonly Trajectory[] {
  return isJsonObject(value) ? [readTrajectory(new Fields(value, "", problems))] : [];
}

function readTrajectory(record: Fields): Trajectory {
  const version = record.text("schema_version");
  const { kept, extra } = readKept(record, isOwnMark);
  const isOwn = kept !== null;
  const own = new Fields(kept ?? {}, record.at("extra.assay"), record.problems);
  const steps = readAtifSteps(record, isOwn);
  const subagents = (record.list("subagent_trajectories") ?? []).flatMap((one, index) => {
    const path = record.at(`subagent_trajectories[${index}]`);
    if (isJsonObject(one)) return [readTrajectory(new Fields(one, path, record.problems))];
    record.problems.report(path, "a trajectory", one);
    return [];
  });
  return trajectoryOf(formatOf(own) ?? "atif", {
    formatVersion: isOwn ? own.text("formatVersion") : version,
    instanceId: own.text("instanceId"),
    trajectoryId: own.peek("isUnnamed") === true ? null : record.text("trajectory_id"),
    sessionId: record.text("session_id"),
    attempt: own.number("attempt"),
    agent: readAgent(record.inner("agent"), isOwn),
    steps,
    exitStatus: own.text("exitStatus"),
    isResolved: own.boolean("isResolved"),
    finalPatch: own.text("finalPatch"),
    totals: readTotals(record.inner("final_metrics"), steps.length),
    notes: record.text("notes"),
    continuedIn: record.text("continued_trajectory_ref"),
    subagents,
    extra: withoutUnnamed(record, extra),
  });
}

function withoutUnnamed(record: Fields, extra: JsonObject): JsonObject {
  record.skip("trajectory_id");
  return { ...record.rest(), ...extra };
}

function isOwnMark(kept: JsonObject): boolean {
  return trajectoryFormats.some((format) => format === kept.format);
}

function formatOf(own: Fields): TrajectoryFormat | null {
  return trajectoryFormats.find((format) => format === own.peek("format")) ?? null;
}

function readAgent(agent: Fields, isOwn: boolean): Agent {
  const { kept, extra } = readKept(agent, () => isOwn);
  const own = new Fields(kept ?? {}, agent.at("extra.assay"), agent.problems);
  const name = agent.text("name");
  const version = agent.text("version");
  return agentOf({
    scaffold: own.peek("isUnnamed") === true ? null : name,
    version: own.peek("hasNoVersion") === true ? null : version,
    model: agent.text("model_name"),
    parameters: own.object("parameters") ?? {},
    toolDefinitions: agent.list("tool_definitions") ?? [],
    extra: { ...agent.rest(), ...extra },
  });
}

function readTotals(metrics: Fields, stepCount: number): Metrics {
  if (metrics.peek("total_steps") === stepCount) metrics.skip("total_steps");
  const extra = metrics.object("extra") ?? {};
  return {
    promptTokens: metrics.number("total_prompt_tokens"),
    completionTokens: metrics.number("total_completion_tokens"),
    cachedTokens: metrics.number("total_cached_tokens"),
    costUsd: metrics.number("total_cost_usd"),
    extra: { ...withoutNulls(metrics.rest()), ...extra },
  };
}
