import type { JsonObject } from "./fields.ts";
import { filled, formatAtifStep, nonEmpty, said } from "./format-atif-step.ts";
import { writeKept } from "./formats/kept.ts";
import type { Agent, Metrics, Trajectory } from "./model.ts";

/**
 * Writes a trajectory as ATIF v1.7. What ATIF has no field for (other kinds of steps, exit codes, the final patch, the
 * verdict, …) goes under `extra.assay` at its place, so that `parseTrajectories` gives the same trajectory back.
 */
export function formatAtif(trajectory: Trajectory): JsonObject {
  return formatTrajectory(trajectory, null);
}

/** `embeddedAs` is the id for a sub-agent's trajectory without one, since ATIF wants one there. */
function formatTrajectory(trajectory: Trajectory, embeddedAs: string | null): JsonObject {
  const { steps, subagents } = trajectory;
  const isUnnamed = trajectory.trajectoryId === null && embeddedAs !== null;
  const kept = said({
    format: trajectory.format,
    formatVersion: trajectory.formatVersion,
    instanceId: trajectory.instanceId,
    attempt: trajectory.attempt,
    exitStatus: trajectory.exitStatus,
    isResolved: trajectory.isResolved,
    finalPatch: trajectory.finalPatch,
    isUnnamed: isUnnamed ? true : null,
  });
  return said({
    schema_version: "ATIF-v1.7",
    session_id: trajectory.sessionId,
    trajectory_id: trajectory.trajectoryId ?? embeddedAs,
    agent: formatAgent(trajectory.agent),
    steps: steps.map(formatAtifStep),
    notes: trajectory.notes,
    final_metrics: formatTotals(trajectory.totals, steps.length),
    continued_trajectory_ref: trajectory.continuedIn,
    subagent_trajectories: nonEmpty(subagents.map((one, index) => formatTrajectory(one, `subagent-${index + 1}`))),
    ...writeKept(trajectory.extra, kept),
  });
}

function formatAgent(agent: Agent): JsonObject {
  const kept = said({
    isUnnamed: agent.scaffold === null ? true : null,
    hasNoVersion: agent.version === null ? true : null,
    parameters: filled(agent.parameters),
  });
  return said({
    name: agent.scaffold ?? "unknown",
    version: agent.version ?? "unknown",
    model_name: agent.model,
    tool_definitions: nonEmpty(agent.toolDefinitions),
    ...writeKept(agent.extra, kept),
  });
}

function formatTotals(totals: Metrics, stepCount: number): JsonObject {
  return said({
    total_prompt_tokens: totals.promptTokens,
    total_completion_tokens: totals.completionTokens,
    total_cached_tokens: totals.cachedTokens,
    total_cost_usd: totals.costUsd,
    total_steps: stepCount,
    extra: filled(totals.extra),
  });
}
