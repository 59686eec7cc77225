import { describe, expect, test } from "vitest";
import { parseTrajectories } from "../parse-trajectories.ts";
import { outline } from "../testing/outline.ts";

const text = (said: string) => [{ type: "text", text: said, cache_prompt: false }];
const toolCall = (id: string, name: string, given: object) => ({
  id,
  name,
  arguments: JSON.stringify(given),
  origin: "completion",
});

const events = [
  {
    kind: "SystemPromptEvent",
    id: "e0",
    timestamp: "2025-11-10T06:10:15.158090",
    source: "agent",
    system_prompt: { type: "text", text: "You are." },
    dynamic_context: { type: "text", text: "Today." },
    tools: [{ type: "function", function: { name: "terminal" } }],
  },
  {
    kind: "MessageEvent",
    id: "e1",
    source: "user",
    llm_message: { role: "user", content: text("Fix it."), tool_calls: null, thinking_blocks: [] },
    activated_skills: [],
    extended_content: text("Mind the rules."),
  },
  {
    kind: "ActionEvent",
    id: "e2",
    source: "agent",
    thought: text("Looking."),
    reasoning_content: "hm",
    thinking_blocks: [],
    action: { kind: "TerminalAction", command: "ls" },
    tool_name: "terminal",
    tool_call_id: "c1",
    tool_call: toolCall("c1", "terminal", { command: "ls", security_risk: "LOW" }),
    llm_response_id: "r1",
    security_risk: "LOW",
    summary: "lists files",
  },
  {
    kind: "ActionEvent",
    id: "e3",
    source: "agent",
    thought: [],
    action: null,
    tool_name: "browse",
    tool_call_id: "c2",
    tool_call: toolCall("c2", "browse", {}),
    llm_response_id: "r1",
    security_risk: "UNKNOWN",
  },
  {
    kind: "ObservationEvent",
    id: "e4",
    source: "environment",
    tool_name: "terminal",
    tool_call_id: "c1",
    action_id: "e2",
    observation: {
      kind: "TerminalObservation",
      content: text("a.py"),
      is_error: false,
      command: "ls",
      exit_code: 0,
      timeout: false,
      metadata: { exit_code: 0, working_dir: "/app" },
    },
  },
  {
    kind: "AgentErrorEvent",
    id: "e5",
    source: "agent",
    tool_name: "browse",
    tool_call_id: "c2",
    error: "No such tool",
  },
  { kind: "ConversationStateUpdateEvent", id: "e6", source: "environment", key: "execution_status", value: "finished" },
  { kind: "CondensationRequest", id: "e7", source: "environment" },
  {
    kind: "Condensation",
    id: "e8",
    source: "environment",
    forgotten_event_ids: ["e2", "e3", "e4", "e5"],
    summary: "It looked.",
    llm_response_id: "r2",
  },
  {
    kind: "ConversationErrorEvent",
    id: "e9",
    source: "environment",
    code: "MaxIterationsReached",
    detail: "50 are too many",
  },
  {
    kind: "MessageEvent",
    id: "e10",
    source: "agent",
    llm_message: { role: "assistant", content: text("Bye.") },
    llm_response_id: "r3",
  },
];

const eventOutline = [
  "system: You are.\nToday.",
  "user: Fix it.\nMind the rules.",
  'agent: (hm) Looking. | terminal#c1 {"command":"ls","security_risk":"LOW"} | browse#c2 {} -> #c1 a.py [0] -> #c2 No such tool (failed)',
  'observation: {"event":"ConversationStateUpdateEvent","key":"execution_status","value":"finished"}',
  'observation: {"event":"CondensationRequest"}',
  "condensation: It looked. instead of 3",
  "error: 50 are too many (MaxIterationsReached)",
  "agent: Bye.",
];

describe("OpenHands SDK", () => {
  test("the events of a conversation", () => {
    const { value, problems } = parseTrajectories(events);
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual(eventOutline);
    expect(value[0]).toMatchObject({
      format: "openhands-sdk",
      agent: { scaffold: "openhands", toolDefinitions: [{ type: "function" }] },
      exitStatus: "finished",
    });
    expect(value[0]?.steps[2]).toMatchObject({
      calls: [{ extra: { summary: "lists files", security_risk: "LOW" } }, { extra: { isExecuted: false } }],
      results: [{ extra: { metadata: { working_dir: "/app" } } }, { extra: { event: "AgentErrorEvent" } }],
      extra: { response_id: "r1" },
    });
  });

  test("a row of an evaluation, whose metrics name the answers", () => {
    const usage = { model: "m", prompt_tokens: 100, completion_tokens: 9, cache_read_tokens: 64, response_id: "r1" };
    const { value, problems } = parseTrajectories({
      instance_id: "a__b-1",
      attempt: 2,
      history: events,
      metadata: { llm: { model: "litellm/m", temperature: 0 }, max_iterations: 100 },
      metrics: {
        accumulated_cost: 0.5,
        accumulated_token_usage: { prompt_tokens: 200, completion_tokens: 18, cache_read_tokens: 64 },
        costs: [{ model: "m", cost: 0.25, timestamp: 1 }],
        token_usages: [usage],
      },
      test_result: { git_patch: "diff" },
      error: null,
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual(eventOutline);
    expect(value[0]).toMatchObject({
      instanceId: "a__b-1",
      attempt: 2,
      agent: { model: "litellm/m", parameters: { temperature: 0, max_iterations: 100 } },
      finalPatch: "diff",
      totals: { promptTokens: 200, completionTokens: 18, cachedTokens: 64, costUsd: 0.5 },
      extra: {},
    });
    expect(value[0]?.steps[2]).toMatchObject({
      model: "m",
      metrics: { promptTokens: 100, completionTokens: 9, cachedTokens: 64, costUsd: 0.25 },
    });
    expect(value[0]?.steps[7]).toMatchObject({ model: null, metrics: null });
  });

  test("rejections, hooks, foreign calls and older results", () => {
    const { value, problems } = parseTrajectories({
      events: [
        {
          kind: "ActionEvent",
          source: "agent",
          thought: [],
          action: { kind: "A", x: 1 },
          tool_name: "a",
          tool_call_id: "c",
        },
        {
          kind: "UserRejectObservation",
          source: "user",
          tool_call_id: "c",
          rejection_reason: "no",
          rejection_source: "hook",
        },
        {
          kind: "ObservationEvent",
          source: "environment",
          tool_call_id: "c",
          observation: { output: "late", error: true },
        },
        {
          kind: "ACPToolCallEvent",
          source: "agent",
          tool_call_id: "d",
          title: "Edit",
          raw_input: { p: 1 },
          raw_output: "ok",
        },
        { kind: "NewEvent", source: "hook", mood: "odd" },
        { kind: "AgentErrorEvent", source: "agent", tool_call_id: "lost", error: "E" },
        7,
      ],
    });
    expect(outline(value[0])).toEqual([
      'agent:  | a#c {"x":1} -> #c no (failed) -> #c late (failed)',
      'agent:  | Edit#d {"p":1} -> #d ok',
      'observation: {"event":"NewEvent","source":"hook","mood":"odd"}',
      "error: E (null)",
      'observation: {"unread":7}',
    ]);
    expect(problems).toEqual([{ path: "events[6]", expected: "an event", found: "7" }]);
  });

  test("an agent behind the Agent Client Protocol tells of a call more than once", () => {
    const event = {
      kind: "ACPToolCallEvent",
      source: "agent",
      tool_call_id: "d",
      title: "Run",
      raw_input: { c: "ls" },
    };
    const { value } = parseTrajectories([
      { ...event, status: "in_progress" },
      { ...event, status: "completed", raw_output: { out: "a.py" } },
    ]);
    expect(outline(value[0])).toEqual(['agent:  | Run#d {"c":"ls"} -> #d {"out":"a.py"}']);
  });

  test("what a message has beyond its text is kept, but not how it was to be sent", () => {
    const llm_message = {
      role: "assistant",
      content: "Bye.",
      vision_enabled: false,
      responses_reasoning_item: { id: "x" },
    };
    const state = { key: "full_state", value: { agent: { llm: { model: "m", api_key: "sk-1" } } } };
    const { value } = parseTrajectories([
      { kind: "MessageEvent", source: "agent", llm_message },
      { kind: "ConversationStateUpdateEvent", source: "environment", ...state },
    ]);
    expect(value[0]?.steps.map(({ extra }) => extra)).toEqual([
      { llm_message: { responses_reasoning_item: { id: "x" } } },
      { event: "ConversationStateUpdateEvent", key: "full_state", value: { agent: { llm: { model: "m" } } } },
    ]);
  });

  test("a result of an unknown call is kept, with a problem", () => {
    const { value, problems } = parseTrajectories([
      { kind: "ObservationEvent", source: "environment", tool_call_id: "c9", observation: { content: "x" } },
    ]);
    expect(outline(value[0])).toEqual(["observation: -> x {}"]);
    expect(problems).toEqual([{ path: "[0]", expected: "the result of a call made before", found: "c9" }]);
  });
});
