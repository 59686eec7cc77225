import { agentOf, trajectoryOf, withoutSecrets } from "../agent.ts";
import { contentText } from "../content-text.ts";
import { Fields, isJsonObject, type JsonObject, type ProblemList, withoutNulls } from "../fields.ts";
import { noMetrics } from "../metrics.ts";
import type { Agent, Metrics, Step, Trajectory, TrajectoryFormat } from "../model.ts";

/** What the events of a run tell beside their steps. */
export interface OpenHandsRun {
  readonly steps: readonly Step[];
  readonly agent: Partial<Agent>;
  /** The state the run ended in, where an event or an action says it. */
  readonly endState: string | null;
  /** The last sum of tokens and money that an event gives. */
  readonly totals: Metrics | null;
}

/**
 * Reads what a row of an evaluation says around its events; a bare list of events has no such row. Left out: `instance`,
 * which is the task's own row, an `instruction` that the first message repeats, and the costs and tokens of single calls,
 * which the steps have.
 */
export function readOpenHandsRow(
  format: TrajectoryFormat,
  row: JsonObject,
  run: OpenHandsRun,
  problems: ProblemList,
): Trajectory {
  const record = new Fields(row, "", problems);
  record.skip("history", "events");
  record.skip("instance");
  const metadata = record.inner("metadata");
  const result = record.inner("test_result");
  const metrics = record.inner("metrics");
  const instruction = record.peek("instruction");
  if (typeof instruction === "string" && isSaid(instruction, run.steps)) record.skip("instruction");
  const report = result.inner("report");
  return trajectoryOf(format, {
    instanceId: record.text("instance_id"),
    trajectoryId: record.text("trajectory_id"),
    attempt: record.number("attempt"),
    agent: readAgent(metadata, run),
    steps: run.steps,
    exitStatus: readError(record) ?? run.endState,
    isResolved: report.boolean("resolved") ?? record.boolean("resolved"),
    finalPatch: result.text("git_patch"),
    totals: Object.keys(metrics.value).length > 0 ? readAccumulated(metrics) : (run.totals ?? noMetrics),
    extra: withoutNulls({
      ...record.rest(),
      metadata: withoutSecrets(metadata.rest()),
      test_result: withoutNulls({ ...result.rest(), report: report.rest() }),
    }),
  });
}

function readAgent(metadata: Fields, { agent, steps }: OpenHandsRun): Agent {
  const { model, ...llm } = withoutSecrets(metadata.object("llm_config", "llm") ?? {});
  const agentClass = metadata.text("agent_class");
  return agentOf({
    scaffold: "openhands",
    ...agent,
    model: typeof model === "string" ? model : modelOf(steps),
    parameters: withoutNulls({
      ...llm,
      max_iterations: metadata.number("max_iterations"),
      agent_config: metadata.any("agent_config"),
    }),
    extra: withoutNulls({ ...agent.extra, agent_class: agentClass ?? agent.extra?.agent_class }),
  });
}

/** The model of the first answer, for runs that nothing else says it of. */
function modelOf(steps: readonly Step[]): string | null {
  for (const step of steps) if (step.kind === "agent" && step.model !== null) return step.model;
  return null;
}

/** Tokens and money summed up so far, as both generations of OpenHands write them. */
export function readAccumulated(metrics: Fields): Metrics {
  const usage = metrics.inner("accumulated_token_usage");
  metrics.skip("costs", "token_usages");
  usage.skip("response_id", "per_turn_token", "model");
  return {
    promptTokens: usage.number("prompt_tokens"),
    completionTokens: usage.number("completion_tokens"),
    cachedTokens: usage.number("cache_read_tokens"),
    costUsd: metrics.number("accumulated_cost"),
    extra: withoutNulls({ ...metrics.rest(), accumulated_token_usage: usage.rest() }),
  };
}

function readError(record: Fields): string | null {
  const error = record.any("error");
  if (typeof error === "string" && error !== "") return error;
  return isJsonObject(error) ? JSON.stringify(error) : null;
}

function isSaid(text: string, steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === "user" && contentText(step.content) === text);
}
