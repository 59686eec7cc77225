import { agentOf, trajectoryOf, withoutSecrets } from "../agent.ts";
import { textContent } from "../content.ts";
import { Fields, isJsonObject, type JsonValue, type ProblemList, withoutNulls } from "../fields.ts";
import { readFunctionCallText } from "../function-call-text.ts";
import { metricsOrNull, noMetrics } from "../metrics.ts";
import type { Trajectory } from "../model.ts";
import { agentTurn, callResult, StepList } from "../step-list.ts";

/** Reads a trajectory of R2E-Gym: its steps, after the system prompt and the problem that the agent was given. */
export function readR2eGym(value: JsonValue, problems: ProblemList): readonly Trajectory[] {
  const record = new Fields(isJsonObject(value) ? value : {}, "", problems);
  const args = record.inner("agent_args");
  const steps = new StepList();
  const system = args.text("system_prompt");
  if (system !== null) steps.add({ kind: "system", content: textContent(system) });
  const problem = record.text("problem_statement");
  if (problem !== null) steps.add({ kind: "user", content: textContent(problem) });
  for (const [index, step] of (record.list("trajectory_steps") ?? []).entries()) {
    const path = `trajectory_steps[${index}]`;
    if (isJsonObject(step)) readStep(new Fields(step, path, problems), steps);
    else steps.addUnread(step, path, problems, "a step");
  }
  const task = record.peek("ds");
  const reward = record.peek("reward");
  const trajectory = trajectoryOf("r2e-gym", {
    instanceId:
      record.text("instance_id") ?? (isJsonObject(task) ? new Fields(task, "ds", problems).text("instance_id") : null),
    agent: agentOf({
      scaffold: "r2e-gym",
      model: args.text("llm_name"),
      parameters: withoutSecrets(args.rest()),
    }),
    steps: steps.list(),
    exitStatus: record.text("exit_reason"),
    isResolved: reward === 1 ? true : reward === 0 ? false : null,
    finalPatch: record.text("output_patch"),
    extra: record.rest(),
  });
  return [trajectory];
}

function readStep(step: Fields, steps: StepList): void {
  const action = step.text("action") ?? "";
  const read = readFunctionCallText(action);
  const content = textContent(step.text("thought"));
  const observation = step.text("observation");
  const metrics = metricsOrNull({
    ...noMetrics,
    promptTokens: step.number("token_usage_prompt"),
    completionTokens: step.number("token_usage_completion"),
  });
  const duration = step.number("env_exec_time");
  // The numbers of the steps are their places.
  step.skip("step_idx", "token_usage_total");
  const rest = read.calls.length === 0 && action !== "" ? { action } : {};
  const { calls } = read;
  const result = callResult({
    callId: calls[0]?.id ?? null,
    content: textContent(observation),
    durationSeconds: duration,
  });
  steps.add(
    agentTurn({
      content,
      calls,
      results: observation === null && duration === null ? [] : [result],
      metrics,
      extra: withoutNulls({ ...step.rest(), ...rest }),
    }),
  );
}
