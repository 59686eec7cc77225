import { expect, test } from "vitest";
import { parseTrajectories } from "../parse-trajectories.ts";
import { outline } from "../testing/outline.ts";

const action = "<function=execute_bash>\n  <parameter=command>ls</parameter>\n</function>";
const step = {
  step_idx: 0,
  thought: "Looking.",
  action,
  observation: "a.py",
  done: false,
  info: {},
  token_usage_prompt: 100,
  token_usage_completion: 7,
  token_usage_total: 107,
  llm_exec_time: 1.5,
  env_exec_time: 0.25,
};

test("R2E-Gym: prompts, turns, outcome", () => {
  const { value, problems } = parseTrajectories({
    trajectory_steps: [step, { ...step, thought: "", action: "nothing to call", observation: "try again" }, 3],
    problem_statement: "Fix it.",
    docker_image: "namanjain12/x:1",
    agent_args: { system_prompt: "You are.", llm_name: "gpt-4o", other_args: { temperature: 0 } },
    ds: { instance_id: "a__b-1" },
    exit_reason: "agent",
    output_patch: "diff",
    reward: 1,
    max_steps: 40,
  });
  expect(outline(value[0])).toEqual([
    "system: You are.",
    "user: Fix it.",
    'agent: Looking. | execute_bash#call-1 {"command":"ls"} -> #call-1 a.py',
    "agent:  -> try again",
    'observation: {"unread":3}',
  ]);
  expect(value[0]).toMatchObject({
    format: "r2e-gym",
    instanceId: "a__b-1",
    agent: { scaffold: "r2e-gym", model: "gpt-4o", parameters: { other_args: { temperature: 0 } } },
    exitStatus: "agent",
    isResolved: true,
    finalPatch: "diff",
    extra: { docker_image: "namanjain12/x:1", max_steps: 40 },
  });
  expect(value[0]?.steps[2]).toMatchObject({
    metrics: { promptTokens: 100, completionTokens: 7 },
    results: [{ durationSeconds: 0.25 }],
    extra: { done: false, llm_exec_time: 1.5 },
  });
  expect(value[0]?.steps[3]?.extra.action).toBe("nothing to call");
  expect(problems).toEqual([{ path: "trajectory_steps[2]", expected: "a step", found: "3" }]);
});

test("AutoCodeRover: the messages of a round", () => {
  const system =
    "You are a software developer maintaining a large project.\nThe issue is between <issue> and </issue>.";
  const { value, problems } = parseTrajectories([
    { role: "system", content: system },
    { role: "user", content: "<issue>It fails.</issue>" },
    { role: "assistant", content: 'search_method("f")' },
  ]);
  expect(problems).toEqual([]);
  expect(value[0]).toMatchObject({ format: "auto-code-rover", agent: { scaffold: "auto-code-rover" } });
  expect(outline(value[0]).slice(1)).toEqual(["user: <issue>It fails.</issue>", 'agent: search_method("f")']);
});
