import { describe, expect, test } from "vitest";
import { parseTrajectories } from "../parse-trajectories.ts";
import { outline } from "../testing/outline.ts";

const prompts = [
  { role: "system", content: "You are." },
  { role: "user", content: "Fix it." },
];
const native = [
  ...prompts,
  {
    role: "assistant",
    content: [{ type: "text", text: "Looking.", cache_control: { type: "ephemeral" } }],
    tool_calls: [
      { id: "c1", type: "function", function: { name: "bash", arguments: '{"command":"ls"}' } },
      { id: "c2", type: "function", function: { name: "bash", arguments: "ls -l" } },
    ],
  },
  { role: "tool", tool_call_id: "c2", name: "bash", content: "b" },
  { role: "tool", tool_call_id: "c1", name: "bash", content: [{ type: "text", text: "a" }] },
  { role: "assistant", content: "Done.", function_call: { name: "finish", arguments: "" } },
  { role: "function", name: "finish", content: "ok" },
];
const nativeOutline = [
  "system: You are.",
  "user: Fix it.",
  'agent: Looking. | bash#c1 {"command":"ls"} | bash#c2 {"raw":"ls -l"} -> #c2 b -> #c1 a',
  "agent: Done. | finish#call-1 {} -> #call-1 ok",
];

describe("messages", () => {
  test.each([
    ["a bare list", native],
    ["a record", { messages: native }],
    ["a JSON text, as SWE-smith has it", { messages: JSON.stringify(native) }],
    ["the trajectory of nebius", { trajectory: native }],
  ])("%s", (_what, value) => {
    const parsed = parseTrajectories(value);
    expect(parsed.problems).toEqual([]);
    expect(outline(parsed.value[0])).toEqual(nativeOutline);
    expect(parsed.value[0]).toMatchObject({ format: "messages", extra: {}, instanceId: null });
  });

  test.each([
    [{ resolved: true, traj_id: "t", model: "m", patch: "diff" }, true],
    [{ resolved: 1, trajectory_id: "t", model: "m", model_patch: "diff" }, true],
    [{ resolved: 0, uuid: "t", model_name: "m", generated_patch: "diff" }, false],
    [{ resolved: -1, uuid: "t", model_name: "m", git_patch: "diff" }, null],
    [{ target: false, uuid: "t", model_name: "m", generated_patch: "diff" }, false],
    [{ test_result: { git_patch: "diff", report: { resolved: true } }, uuid: "t", model: "m" }, true],
  ])("the columns %j", (columns, isResolved) => {
    const tools = ['{"type":"function"}', { type: "function" }];
    const { value, problems } = parseTrajectories({
      instance_id: "a",
      messages: native,
      tools,
      exit_status: "x",
      ...columns,
    });
    expect(problems).toEqual([]);
    expect(value[0]).toMatchObject({
      instanceId: "a",
      trajectoryId: "t",
      agent: { model: "m", toolDefinitions: [{ type: "function" }, { type: "function" }] },
      exitStatus: "x",
      isResolved,
      finalPatch: "diff",
    });
  });

  test("columns that the model has no field for are kept", () => {
    const { value } = parseTrajectories({
      messages: native,
      resolved: -1,
      license: "MIT",
      metadata: { category: "c" },
    });
    expect(value[0]?.extra).toEqual({ resolved: -1, license: "MIT", metadata: { category: "c" } });
  });

  test("calls in text, with results that name their tool", () => {
    const { value, problems } = parseTrajectories({
      messages: [
        ...prompts,
        {
          role: "assistant",
          content: "Looking.\n\n<function=bash>\n<parameter=command>\nls\n</parameter>\n</function>",
        },
        { role: "user", content: "EXECUTION RESULT of [bash]:\na.py" },
        { role: "assistant", content: "What now?" },
        { role: "user", content: "Please go on." },
        { role: "assistant", content: "<function=finish>\n</function>" },
        { role: "user", content: "Thanks." },
      ],
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual([
      "system: You are.",
      "user: Fix it.",
      'agent: Looking. | bash#call-1 {"command":"ls"} -> #call-1 a.py',
      "agent: What now?",
      "user: Please go on.",
      "agent:  | finish#call-1 {}",
      "user: Thanks.",
    ]);
    expect(value[0]?.agent.extra).toEqual({ callDialect: "function-text" });
  });

  test("where one result begins with OBSERVATION, what follows a call is one", () => {
    const call = { role: "assistant", content: "<function=bash>\n<parameter=command>ls</parameter>\n</function>" };
    const { value } = parseTrajectories([
      ...prompts,
      call,
      { role: "user", content: "OBSERVATION:\na.py" },
      call,
      { role: "user", content: "Your command ran successfully and did not produce any output." },
    ]);
    expect(outline(value[0]).slice(2)).toEqual([
      'agent:  | bash#call-1 {"command":"ls"} -> #call-1 a.py',
      'agent:  | bash#call-1 {"command":"ls"} -> #call-1 Your command ran successfully and did not produce any output.',
    ]);
  });

  test("nebius/SWE-agent-trajectories has its own names", () => {
    const message = (role: string, text: string | null, system_prompt: string | null = null) => ({
      role,
      text,
      system_prompt,
      mask: false,
      cutoff_date: role === "system" ? "01.01.2023" : null,
    });
    const { value, problems } = parseTrajectories({
      instance_id: "a",
      model_name: "swe-agent-llama-70b",
      target: true,
      trajectory: [
        message("system", null, "You are."),
        message("user", "Fix it."),
        message("ai", "Looking.\n\n```\nls\n```"),
        message("user", "a.py\n\n(Open file: n/a)\n(Current directory: /b)\nbash-$"),
        message("ai", "Sending.\n```\nsubmit\n```"),
      ],
      exit_status: "submitted",
      generated_patch: "diff",
      eval_logs: "PASSED",
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual([
      "system: You are.",
      "user: Fix it.",
      'agent: Looking. | bash#call-1 {"command":"ls"} -> #call-1 a.py\n\n(Open file: n/a)\n(Current directory: /b)\nbash-$',
      'agent: Sending. | bash#call-1 {"command":"submit"}',
    ]);
    expect(value[0]).toMatchObject({
      agent: { scaffold: "swe-agent", model: "swe-agent-llama-70b" },
      isResolved: true,
      finalPatch: "diff",
      exitStatus: "submitted",
      extra: { eval_logs: "PASSED" },
      steps: [{ extra: { mask: false, cutoff_date: "01.01.2023" } }, {}, {}, {}],
    });
  });

  test("the log of a completion ends with its answer", () => {
    const message = { role: "assistant", content: "Bye.", tool_calls: null, reasoning_content: "hm" };
    const { value, problems } = parseTrajectories({
      messages: prompts,
      tools: [{ type: "function" }],
      kwargs: { temperature: 0, tools: [{ type: "function" }] },
      response: { id: "r1", model: "m", choices: [{ message }], usage: { prompt_tokens: 7, completion_tokens: 1 } },
      raw_response: { id: "r1" },
      cost: 0.5,
      timestamp: 1757015046.7,
      latency_sec: 2.5,
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual(["system: You are.", "user: Fix it.", "agent: (hm) Bye."]);
    expect(value[0]).toMatchObject({
      agent: { model: "m", parameters: { temperature: 0 }, toolDefinitions: [{ type: "function" }] },
      extra: {},
    });
    expect(value[0]?.steps[2]).toMatchObject({
      timestamp: "2025-09-04T19:44:06.700Z",
      model: "m",
      metrics: { promptTokens: 7, completionTokens: 1, costUsd: 0.5 },
      extra: { response_id: "r1", latency_sec: 2.5 },
    });
  });

  test("images stay, and parts of other kinds become their JSON", () => {
    const content = [
      { type: "image_url", image_url: { url: "data:image/webp;base64,AA" } },
      { type: "image", source: { type: "base64", media_type: "image/png", data: "AA" } },
      { type: "audio", data: "AA" },
    ];
    const { value, problems } = parseTrajectories([{ role: "user", content }]);
    expect(value[0]?.steps[0]).toMatchObject({
      content: [
        { type: "image", mediaType: "image/webp", path: "data:image/webp;base64,AA" },
        { type: "image", mediaType: "image/png", path: "data:image/png;base64,AA" },
        { type: "text", text: '{"type":"audio","data":"AA"}' },
      ],
    });
    expect(problems).toEqual([
      { path: "[0].content[2]", expected: "text or an image", found: "an object with type, data" },
    ]);
  });
});
