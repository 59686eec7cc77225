import { describe, expect, test } from "vitest";
import { parseTrajectories } from "../parse-trajectories.ts";
import { outline } from "../testing/outline.ts";

const prompts = [
  { role: "system", content: "You are." },
  { role: "user", content: "Fix it." },
];
const textTurns = [
  { role: "assistant", content: "THOUGHT: look\n\n```bash\nls\npwd\n```" },
  { role: "user", content: "<returncode>1</returncode>\n<output>\nno\n</output>" },
  { role: "assistant", content: "no command here" },
  { role: "user", content: "Please give a command." },
  { role: "assistant", content: "Done.\n```mswea_bash_command\nsubmit\n```\nBye." },
];
const textOutline = [
  "system: You are.",
  "user: Fix it.",
  'agent: THOUGHT: look | bash#call-1 {"command":"ls\\npwd"} -> #call-1 <returncode>1</returncode>\n<output>\nno\n</output> [1]',
  "agent: no command here",
  "user: Please give a command.",
  'agent: Done.\nBye. | bash#call-1 {"command":"submit"}',
];

describe("mini-swe-agent", () => {
  test("version 0 is a bare list of messages", () => {
    const { value, problems } = parseTrajectories([...prompts, ...textTurns]);
    expect(problems).toEqual([]);
    expect(value[0]).toMatchObject({ format: "mini-swe-agent", formatVersion: null, exitStatus: null });
    expect(outline(value[0])).toEqual(textOutline);
  });

  test("version 1 has an info beside them", () => {
    const info = { model_stats: { instance_cost: 0.25, api_calls: 3 }, exit_status: "LimitsExceeded", submission: "" };
    const record = { info: { ...info, mini_version: "1.9.0" }, messages: [...prompts, ...textTurns] };
    for (const marked of [record, { ...record, trajectory_format: "mini-swe-agent-1" }]) {
      const { value, problems } = parseTrajectories(marked);
      expect(problems).toEqual([]);
      expect(outline(value[0])).toEqual(textOutline);
      expect(value[0]).toMatchObject({
        agent: { scaffold: "mini-swe-agent", version: "1.9.0" },
        exitStatus: "LimitsExceeded",
        finalPatch: "",
        totals: { costUsd: 0.25, extra: { api_calls: 3 } },
        extra: {},
      });
    }
  });

  const info = {
    config: {
      agent: { step_limit: 250, cost_limit: 3, system_template: "t" },
      model: { model_name: "deepseek/chat", model_kwargs: { temperature: 0, api_key: "sk-1" } },
      model_type: "LitellmModel",
    },
    mini_version: "2.2.7",
    exit_status: "Submitted",
    submission: "diff",
    model_stats: { instance_cost: 0.5, api_calls: 1 },
  };
  const versionTwo = { info, trajectory_format: "mini-swe-agent-1.1", instance_id: "a__b-1" };
  const usage = {
    prompt_tokens: 100,
    completion_tokens: 9,
    total_tokens: 109,
    prompt_tokens_details: { cached_tokens: 64 },
    completion_tokens_details: { reasoning_tokens: 4 },
  };

  test("version 2 has tool calls, costs and times", () => {
    const { value, problems } = parseTrajectories({
      ...versionTwo,
      messages: [
        ...prompts,
        {
          role: "assistant",
          content: "Looking.",
          reasoning_content: "hm",
          tool_calls: [
            { id: "c1", index: 0, type: "function", function: { name: "bash", arguments: '{"command":"ls"}' } },
          ],
          function_call: null,
          provider_specific_fields: { reasoning_content: "hm" },
          extra: {
            actions: [{ command: "ls", tool_call_id: "c1" }],
            response: { id: "r1", model: "deepseek-chat", usage, choices: [{ message: { content: "Looking." } }] },
            cost: 0.5,
            timestamp: 1775815293.704,
          },
        },
        {
          role: "tool",
          tool_call_id: "c1",
          content: "<returncode>-1</returncode>",
          extra: { returncode: -1, raw_output: "slow", exception_info: "timed out", timestamp: 1775815294 },
        },
        { role: "exit", content: "diff", extra: { exit_status: "Submitted", submission: "diff" } },
      ],
    });
    expect(problems).toEqual([]);
    expect(outline(value[0]).slice(2)).toEqual([
      'agent: (hm) Looking. | bash#c1 {"command":"ls"} -> #c1 <returncode>-1</returncode> [-1] (failed)',
      'observation: -> diff {"event":"exit","exit_status":"Submitted"}',
    ]);
    expect(value[0]?.steps[2]).toMatchObject({
      timestamp: "2026-04-10T10:01:33.704Z",
      model: "deepseek-chat",
      metrics: {
        promptTokens: 100,
        completionTokens: 9,
        cachedTokens: 64,
        costUsd: 0.5,
        extra: { completion_tokens_details: { reasoning_tokens: 4 } },
      },
      results: [{ extra: { raw_output: "slow", exception_info: "timed out", timestamp: "2026-04-10T10:01:34.000Z" } }],
      extra: { response_id: "r1" },
    });
    expect(value[0]).toMatchObject({
      formatVersion: "mini-swe-agent-1.1",
      instanceId: "a__b-1",
      agent: {
        version: "2.2.7",
        model: "deepseek/chat",
        parameters: { temperature: 0, step_limit: 250, cost_limit: 3 },
        extra: { model_type: "LitellmModel", agent: { system_template: "t" } },
      },
      finalPatch: "diff",
      extra: {},
    });
    expect(JSON.stringify(value)).not.toContain("sk-1");
  });

  test("what stopped a run is an error", () => {
    const exit = { exit_status: "Timeout", submission: "", exception_str: "too slow", traceback: "at line 1" };
    const { value } = parseTrajectories({
      ...versionTwo,
      messages: [...prompts, { role: "exit", content: "too slow", extra: exit }],
    });
    expect(outline(value[0]).slice(2)).toEqual(["error: too slow (Timeout)"]);
    expect(value[0]?.steps[2]?.extra).toEqual({ event: "exit", submission: "", traceback: "at line 1" });
  });

  test("answers of OpenAI's Responses interface have no role", () => {
    const { value, problems } = parseTrajectories({
      ...versionTwo,
      messages: [
        ...prompts,
        {
          object: "response",
          model: "gpt-5",
          output: [
            { type: "reasoning", summary: [{ type: "summary_text", text: "hm" }] },
            { type: "message", content: [{ type: "output_text", text: "Looking." }] },
            { type: "function_call", call_id: "f1", name: "bash", arguments: '{"command":"ls"}' },
          ],
          usage: { input_tokens: 50, output_tokens: 5, input_tokens_details: { cached_tokens: 8 } },
          extra: { cost: 0.1 },
        },
        { type: "function_call_output", call_id: "f1", output: "a.py", extra: { returncode: 0 } },
      ],
    });
    expect(problems).toEqual([]);
    expect(outline(value[0]).slice(2)).toEqual(['agent: (hm) Looking. | bash#f1 {"command":"ls"} -> #f1 a.py [0]']);
    expect(value[0]?.steps[2]).toMatchObject({
      metrics: { promptTokens: 50, completionTokens: 5, cachedTokens: 8, costUsd: 0.1 },
    });
  });

  test("a result that no call waits for, and a message without a role, are kept with a problem", () => {
    const { value, problems } = parseTrajectories({
      ...versionTwo,
      messages: [{ role: "tool", tool_call_id: "c9", content: "x" }, { content: "?" }, null],
    });
    expect(outline(value[0])).toEqual([
      "observation: -> x {}",
      'observation: {"unread":{"content":"?"}}',
      'observation: {"unread":null}',
    ]);
    expect(problems.map(({ path }) => path)).toEqual(["messages[0]", "messages[1]", "messages[2]"]);
  });
});
