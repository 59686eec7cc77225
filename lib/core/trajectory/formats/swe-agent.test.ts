import { describe, expect, test } from "vitest";
import { parseTrajectories } from "../parse-trajectories.ts";
import { outline } from "../testing/outline.ts";

const prompts = [
  { role: "system", content: "You are.", agent: "main", message_type: "system_prompt" },
  { role: "user", content: "Fix it.", agent: "main", message_type: "observation" },
];
const info = {
  model_stats: { instance_cost: 0.5, tokens_sent: 100, tokens_received: 7, api_calls: 2 },
  exit_status: "submitted",
  submission: "diff",
  swe_agent_version: "1.1.0",
  edited_files30: "[File]",
};

describe("SWE-agent", () => {
  test("a version with function calls: calls from the history, results from the turns", () => {
    const call = { id: "toolu_1", type: "function", function: { name: "bash", arguments: '{"command":"ls"}' } };
    const said = { role: "assistant", content: "Looking.", thought: "Looking.", action: "ls", tool_calls: [call] };
    const thinking_blocks = [{ type: "thinking", thinking: "hm", signature: "x" }];
    const { value, problems } = parseTrajectories({
      trajectory: [
        {
          action: "ls",
          observation: "a.py",
          response: "Looking.",
          thought: "Looking.",
          execution_time: 0.25,
          state: { working_dir: "/testbed" },
          query: prompts,
          extra_info: {},
        },
      ],
      history: [
        ...prompts,
        { ...said, message_type: "action", thinking_blocks },
        { role: "tool", content: "OBSERVATION:\na.py", message_type: "observation", tool_call_ids: ["toolu_1"] },
      ],
      info,
      replay_config: JSON.stringify({
        agent: { model: { name: "claude", temperature: 0, api_key: "sk-1", stop: [] } },
        problem_statement: { id: "a__b-1" },
      }),
      environment: "main",
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual([
      "system: You are.",
      "user: Fix it.",
      'agent: (hm) Looking. | bash#toolu_1 {"command":"ls"} -> #toolu_1 a.py',
    ]);
    expect(value[0]?.steps[2]).toMatchObject({
      results: [{ durationSeconds: 0.25 }],
      extra: { state: { working_dir: "/testbed" } },
    });
    expect(value[0]).toMatchObject({
      format: "swe-agent",
      instanceId: "a__b-1",
      agent: { scaffold: "swe-agent", version: "1.1.0", model: "claude", parameters: { temperature: 0, stop: [] } },
      exitStatus: "submitted",
      finalPatch: "diff",
      totals: { promptTokens: 100, completionTokens: 7, cachedTokens: null, costUsd: 0.5, extra: { api_calls: 2 } },
      extra: { environment: "main", info: { edited_files30: "[File]" } },
    });
    expect(JSON.stringify(value)).not.toContain("sk-1");
  });

  test("a version that writes thought and action, with a demonstration and a state in text", () => {
    const { value, problems } = parseTrajectories({
      environment: "swe_main",
      trajectory: [
        {
          action: "ls\n",
          observation: "a.py\n",
          response: "Looking.\n\n```\nls\n```",
          state: '{"open_file": "n/a"}\n',
          thought: "Looking.\n\n",
        },
        {
          action: "submit",
          observation: "diff",
          response: "A long answer that says much more than that",
          thought: "Done.",
        },
      ],
      history: [
        prompts[0],
        { role: "user", content: "Here is a demonstration.", is_demo: true, agent: "main" },
        { role: "assistant", content: "Demo.\n```\nls\n```", is_demo: true, agent: "main" },
        prompts[1],
        { role: "assistant", content: "Looking.\n\n```\nls\n```", thought: "Looking.\n\n", action: "ls\n" },
        { role: "user", content: "a.py\n\n(Open file: n/a)\nbash-$" },
        { role: "user", content: "Hurry up." },
        { role: "assistant", content: "Other.", thought: "Done.", action: "submit" },
      ],
      info: { exit_status: "submitted (exit_cost)", submission: null, model_stats: {} },
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual([
      "system: You are.",
      "user (copied): Here is a demonstration.",
      'agent (copied): Demo. | bash#call-1 {"command":"ls"}',
      "user: Fix it.",
      'agent: Looking. | bash#call-1 {"command":"ls"} -> #call-1 a.py\n',
      "user: Hurry up.",
      'agent: Done. | bash#call-1 {"command":"submit"} -> #call-1 diff',
    ]);
    expect(value[0]?.steps[4]).toMatchObject({ extra: { state: { open_file: "n/a" } } });
    expect(value[0]?.steps[6]?.extra).toEqual({ response: "A long answer that says much more than that" });
    expect(value[0]).toMatchObject({ instanceId: null, finalPatch: null, exitStatus: "submitted (exit_cost)" });
  });

  test.each(["query", "messages"])("without a history the prompts come from the first turn's %s", (key) => {
    const turn = { action: "", observation: "Your output could not be parsed", response: "hm", thought: "hm" };
    const { value } = parseTrajectories({
      trajectory: [{ ...turn, [key]: [...prompts, { role: "assistant", content: "hm" }] }],
      info: {},
    });
    expect(outline(value[0])).toEqual([
      "system: You are.",
      "user: Fix it.",
      "agent: hm -> Your output could not be parsed",
    ]);
  });

  test.each([{ history: [] }, {}])("a run that never began, with %j, has no steps", (rest) => {
    const { value, problems } = parseTrajectories({
      trajectory: [],
      info: { exit_status: "exit_environment_error" },
      ...rest,
    });
    expect(problems).toEqual([]);
    expect(value[0]).toMatchObject({ format: "swe-agent", steps: [], exitStatus: "exit_environment_error" });
  });

  test("a demonstration has a history alone", () => {
    const call = { id: "c", type: "function", function: { name: "open", arguments: '{"path":"a.py"}' } };
    const { value } = parseTrajectories({
      history: [
        ...prompts,
        { role: "assistant", content: "Looking.", thought: "Looking.", action: "open a.py", tool_calls: [call] },
        { role: "tool", content: "1: x", tool_call_ids: ["c"], agent: "main", message_type: "observation" },
      ],
    });
    expect(outline(value[0]).slice(2)).toEqual(['agent: Looking. | open#c {"path":"a.py"} -> #c 1: x']);
    expect(value[0]?.steps[2]?.extra).toEqual({});
  });

  test("every attempt of the retrying agent is a trajectory", () => {
    const attempt = (answer: string) => ({
      trajectory: [{ action: "ls", observation: answer, response: answer, thought: answer }],
      history: prompts,
      info: { ...info, submission: answer },
    });
    const { value, problems } = parseTrajectories({
      attempts: [attempt("one"), attempt("two"), "broken"],
      trajectory: [{ action: "ls", observation: "two", response: "two", thought: "two" }],
      history: prompts,
      info: { best_attempt_idx: 1, submission: "two", model_stats: { instance_cost: 2 } },
      replay_config: JSON.stringify({
        problem_statement: { id: "a__b-1" },
        agent: { agent_configs: [{ model: { name: "m1", api_key: "sk-1" } }, { model: { name: "m2" } }] },
      }),
    });
    expect(value.map(({ agent }) => agent.model)).toEqual(["m1", "m2", "m1"]);
    expect(JSON.stringify(value)).not.toContain("sk-1");
    expect(value.map(({ attempt: number, instanceId, finalPatch }) => [number, instanceId, finalPatch])).toEqual([
      [1, "a__b-1", "one"],
      [2, "a__b-1", "two"],
      [3, "a__b-1", null],
    ]);
    expect(value.map(({ extra }) => extra.isChosen)).toEqual([undefined, true, undefined]);
    expect(value[1]?.extra.run).toEqual({ model_stats: { instance_cost: 2 } });
    expect(value[2]?.extra.unread).toBe("broken");
    expect(problems).toEqual([{ path: "attempts[2]", expected: "an attempt", found: "broken" }]);
  });

  test("turns that are none are kept at their place", () => {
    const turn = { action: "ls", observation: "a", response: "r", thought: "r" };
    const { value, problems } = parseTrajectories({ trajectory: [turn, 5, { ...turn, observation: 7 }], history: [] });
    expect(outline(value[0])).toEqual([
      'agent: r | bash#call-1 {"command":"ls"} -> #call-1 a',
      'observation: {"unread":5}',
      'agent: r | bash#call-1 {"command":"ls"} -> #call-1 7',
    ]);
    expect(problems.map(({ path }) => path)).toEqual(["trajectory[1]", "trajectory[2].observation"]);
  });
});
