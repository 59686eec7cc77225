import { describe, expect, test } from "vitest";
import { parseTrajectories } from "../parse-trajectories.ts";
import { outline } from "../testing/outline.ts";

function answer(id: string, content: string, calls: readonly [string, string, object][]) {
  const tool_calls = calls.map(([callId, name, given]) => ({
    id: callId,
    type: "function",
    function: { name, arguments: JSON.stringify(given) },
  }));
  const usage = { prompt_tokens: 10, completion_tokens: 2 };
  return { id, model: "gpt-5", choices: [{ message: { role: "assistant", content, tool_calls } }], usage };
}

function sums(cost: number, prompt: number, completion: number) {
  const usage = { prompt_tokens: prompt, completion_tokens: completion, cache_read_tokens: 0 };
  return { accumulated_cost: cost, accumulated_token_usage: usage, costs: [], token_usages: [] };
}

const two = answer("r1", "Looking.", [
  ["c1", "execute_bash", { command: "ls" }],
  ["c2", "str_replace_editor", { command: "view", path: "/a.py" }],
]);
const one = answer("r2", "", [["c3", "finish", { message: "Done." }]]);
const metadata = (id: string, model_response: object) => ({ tool_call_id: id, function_name: "f", model_response });

const events = [
  {
    id: 0,
    timestamp: "2025-10-10T06:10:15.158090",
    source: "agent",
    action: "system",
    args: {
      content: "You are.",
      tools: [{ type: "function" }],
      openhands_version: "0.58.0",
      agent_class: "CodeActAgent",
    },
  },
  { id: 1, source: "user", message: "Fix it.", action: "message", args: { content: "Fix it.", image_urls: ["a.png"] } },
  {
    id: 2,
    source: "user",
    action: "recall",
    args: { recall_type: "workspace_context", query: "Fix it.", thought: "" },
  },
  { id: 3, source: "environment", cause: 2, observation: "recall", content: "", extras: { repo_name: "b" } },
  { id: 4, source: "environment", observation: "agent_state_changed", content: "", extras: { agent_state: "running" } },
  {
    id: 5,
    source: "agent",
    action: "run",
    tool_call_metadata: metadata("c1", two),
    llm_metrics: sums(0.25, 100, 10),
    args: { command: "ls", thought: "Looking." },
    timeout: 120,
  },
  {
    id: 6,
    source: "agent",
    action: "read",
    tool_call_metadata: metadata("c2", two),
    llm_metrics: sums(0.25, 100, 10),
    args: {},
  },
  {
    id: 7,
    source: "agent",
    cause: 5,
    observation: "run",
    tool_call_metadata: metadata("c1", two),
    content: "a.py",
    extras: { command: "ls", metadata: { exit_code: 0, working_dir: "/app" }, hidden: false },
    success: true,
  },
  {
    id: 8,
    source: "agent",
    cause: 6,
    observation: "error",
    tool_call_metadata: metadata("c2", two),
    content: "no file",
  },
  {
    id: 9,
    source: "agent",
    action: "condensation",
    args: { forgotten_event_ids: [5, 6, 7, 8], summary: "It looked.", summary_offset: 1 },
  },
  {
    id: 10,
    source: "agent",
    action: "finish",
    tool_call_metadata: metadata("c3", one),
    llm_metrics: sums(0.4, 150, 12),
    args: {},
  },
];

const eventOutline = [
  "system: You are.",
  "user: Fix it.",
  'observation: {"event":"recall","recall_type":"workspace_context"}',
  'observation: {"event":"recall","repo_name":"b"}',
  'observation: {"event":"agent_state_changed","agent_state":"running"}',
  'agent: Looking. | execute_bash#c1 {"command":"ls"} | str_replace_editor#c2 {"command":"view","path":"/a.py"} -> #c1 a.py [0] -> #c2 no file (failed)',
  "condensation: It looked. instead of 6",
  'agent:  | finish#c3 {"message":"Done."}',
];

describe("OpenHands 0.x", () => {
  test("a bare list of events", () => {
    const { value, problems } = parseTrajectories(events);
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual(eventOutline);
    expect(value[0]).toMatchObject({
      format: "openhands",
      agent: { scaffold: "openhands", version: "0.58.0", model: "gpt-5", extra: { agent_class: "CodeActAgent" } },
      exitStatus: "finish",
      totals: { promptTokens: 150, completionTokens: 12, cachedTokens: 0, costUsd: 0.4 },
    });
    expect(value[0]?.steps[0]?.timestamp).toBe("2025-10-10T06:10:15.158090");
    expect(value[0]?.steps[1]).toMatchObject({
      content: [{}, { type: "image", mediaType: "image/png", path: "a.png" }],
    });
    expect(value[0]?.steps[5]).toMatchObject({
      calls: [{ extra: { timeout: 120 } }, {}],
      results: [{ extra: { metadata: { working_dir: "/app" }, hidden: false } }, {}],
    });
  });

  test("sums become what each answer took; two actions of one answer take nothing twice", () => {
    const { value } = parseTrajectories(events);
    const metrics = value[0]?.steps.flatMap((step) => (step.kind === "agent" ? [step.metrics] : []));
    expect(metrics).toEqual([
      { promptTokens: 100, completionTokens: 10, cachedTokens: 0, costUsd: 0.25, extra: {} },
      { promptTokens: 50, completionTokens: 2, cachedTokens: 0, costUsd: 0.15, extra: {} },
    ]);
  });

  test("without sums the usage of the answer counts", () => {
    const [, , , , , run] = events;
    const { value } = parseTrajectories([{ ...run, llm_metrics: null }]);
    expect(value[0]?.steps[0]).toMatchObject({ metrics: { promptTokens: 10, completionTokens: 2, costUsd: null } });
  });

  test("a row of an evaluation", () => {
    const { value, problems } = parseTrajectories({
      instance_id: "a__b-1",
      instruction: "Fix it.",
      instance: { patch: "gold" },
      history: events,
      metadata: {
        llm_config: { model: "m", temperature: 0, api_key: "**" },
        agent_class: "C",
        max_iterations: 50,
        dataset: "d",
      },
      metrics: { ...sums(1.5, 900, 30), max_budget_per_task: null },
      test_result: { git_patch: "diff", report: { resolved: true, empty_generation: false }, apply_patch_output: "ok" },
      error: "RuntimeError: Agent reached maximum iteration",
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual(eventOutline);
    expect(value[0]).toMatchObject({
      instanceId: "a__b-1",
      attempt: null,
      agent: { model: "m", parameters: { temperature: 0, max_iterations: 50 }, extra: { agent_class: "C" } },
      exitStatus: "RuntimeError: Agent reached maximum iteration",
      isResolved: true,
      finalPatch: "diff",
      totals: { promptTokens: 900, completionTokens: 30, costUsd: 1.5 },
    });
    expect(value[0]?.extra).toEqual({
      metadata: { dataset: "d" },
      test_result: { apply_patch_output: "ok", report: { empty_generation: false } },
    });
  });

  test("a legacy history of pairs, without calls of the model", () => {
    const { value, problems } = parseTrajectories({
      instance_id: "a__b-1",
      test_result: { git_patch: "" },
      history: [
        [
          { action: "message", source: "user", args: { content: "Fix it." } },
          { observation: "null", content: "", extras: {} },
        ],
        [
          { action: "run", source: "agent", args: { command: "ls", thought: "Looking." } },
          { observation: "run", content: "a.py", extras: { command: "ls", exit_code: 0 } },
        ],
        [
          { action: "message", source: "agent", args: { content: "Anything else?" } },
          { observation: "error", content: "lost", extras: { error_id: "E1" } },
        ],
      ],
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual([
      "user: Fix it.",
      'observation: {"event":"null"}',
      'agent: Looking. | run#call-1 {"command":"ls"} -> #call-1 a.py [0]',
      "agent: Anything else?",
      "error: lost (E1)",
    ]);
    expect(value[0]).toMatchObject({ finalPatch: "", isResolved: null, exitStatus: null });
  });

  test("an empty history of a row that failed is a trajectory without steps", () => {
    const { value, problems } = parseTrajectories({
      instance_id: "a",
      test_result: {},
      history: [],
      error: "no image",
    });
    expect(problems).toEqual([]);
    expect(value[0]).toMatchObject({ format: "openhands", steps: [], exitStatus: "no image" });
  });

  test("events without call ids are paired by cause; what is no event is kept", () => {
    const { value, problems } = parseTrajectories([
      { id: 1, source: "agent", action: "think", args: { thought: "hm" } },
      { id: 2, source: "agent", action: "run", args: { command: "ls" } },
      { id: 3, cause: 2, observation: "run", content: "a.py", extras: {} },
      { id: 4, cause: 1, observation: "think", content: "logged" },
      { id: 5, observation: "run", content: "stray", extras: {} },
      { id: 6 },
    ]);
    expect(outline(value[0])).toEqual([
      'agent:  | think#event-1 {"thought":"hm"} -> #event-1 logged',
      'agent:  | run#event-2 {"command":"ls"} -> #event-2 a.py',
      'observation: -> stray {"event":"run"}',
      'observation: {"unread":{"id":6}}',
    ]);
    expect(problems).toEqual([
      { path: "[5]", expected: "an event with action or observation", found: "an object with id" },
    ]);
  });
});
