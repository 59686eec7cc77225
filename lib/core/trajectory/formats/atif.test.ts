import { describe, expect, test } from "vitest";
import { parseTrajectories } from "../parse-trajectories.ts";
import { outline } from "../testing/outline.ts";

const agent = { name: "terminus", version: "2", model_name: "m" };

describe("ATIF", () => {
  test.each(["1.0", "1.3", "1.6", "1.7", "1.12"])("is read in version %s", (version) => {
    const { value, problems } = parseTrajectories({
      schema_version: `ATIF-v${version}`,
      session_id: "s",
      agent: { ...agent, extra: { temperature: 0.7 }, tool_definitions: [{ type: "function" }] },
      steps: [
        { step_id: 1, source: "system", message: "Be good." },
        { step_id: 2, timestamp: "2025-10-10T06:10:15Z", source: "user", message: "Fix it." },
        {
          step_id: 3,
          source: "agent",
          model_name: "m2",
          reasoning_effort: "high",
          message: "Looking.",
          reasoning_content: "hm",
          tool_calls: [
            { tool_call_id: "c1", function_name: "bash", arguments: { command: "ls" } },
            { tool_call_id: "c2", function_name: "bash", arguments: { command: "pwd" } },
          ],
          observation: {
            results: [
              { source_call_id: "c2", content: "/testbed" },
              { source_call_id: "c1", content: [{ type: "text", text: "a.py" }] },
            ],
          },
          metrics: { prompt_tokens: 5, completion_tokens: 2, cached_tokens: 1, cost_usd: 0.1, logprobs: [-1] },
        },
      ],
      notes: "short",
      final_metrics: { total_prompt_tokens: 5, total_cost_usd: 0.1, total_steps: 3 },
      continued_trajectory_ref: "next.json",
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual([
      "system: Be good.",
      "user: Fix it.",
      'agent: (hm) Looking. | bash#c1 {"command":"ls"} | bash#c2 {"command":"pwd"} -> #c2 /testbed -> #c1 a.py',
    ]);
    expect(value[0]).toMatchObject({
      format: "atif",
      formatVersion: `ATIF-v${version}`,
      sessionId: "s",
      agent: { scaffold: "terminus", version: "2", model: "m", toolDefinitions: [{ type: "function" }] },
      totals: { promptTokens: 5, completionTokens: null, cachedTokens: null, costUsd: 0.1, extra: {} },
      notes: "short",
      continuedIn: "next.json",
      extra: {},
    });
    expect(value[0]?.steps[1]?.timestamp).toBe("2025-10-10T06:10:15Z");
    expect(value[0]?.steps[2]).toMatchObject({
      model: "m2",
      reasoningEffort: "high",
      metrics: { promptTokens: 5, cachedTokens: 1, extra: { logprobs: [-1] } },
    });
  });

  test("sub-agents are found by id and by path, and what was handed to them is a step", () => {
    const { value, problems } = parseTrajectories({
      schema_version: "ATIF-v1.7",
      agent,
      steps: [
        {
          step_id: 1,
          source: "system",
          message: "Summarised.",
          observation: {
            results: [{ subagent_trajectory_ref: [{ trajectory_id: "sub" }, { trajectory_path: "other.json" }] }],
          },
        },
        { step_id: 2, source: "agent", message: "Again.", is_copied_context: true, llm_call_count: 0 },
      ],
      subagent_trajectories: [
        {
          schema_version: "ATIF-v1.7",
          trajectory_id: "sub",
          agent,
          steps: [{ step_id: 1, source: "user", message: "Sum up." }],
        },
      ],
    });
    expect(problems).toEqual([]);
    expect(outline(value[0])).toEqual(["subagent: Summarised. ->  @sub @other.json", "agent (copied): Again."]);
    expect(value[0]?.steps[1]).toMatchObject({ llmCallCount: 0 });
    expect(value[0]?.subagents[0]?.trajectoryId).toBe("sub");
    expect(outline(value[0]?.subagents[0])).toEqual(["user: Sum up."]);
  });

  test("a single result without an id is that of the single call; a system's result is one of the environment", () => {
    const { value } = parseTrajectories({
      schema_version: "ATIF-v1.5",
      agent,
      steps: [
        {
          source: "agent",
          message: "",
          tool_calls: [{ tool_call_id: "c", function_name: "f", arguments: {} }],
          observation: { results: [{ content: "done" }] },
        },
        { source: "system", message: "", observation: { results: [{ content: "booted" }] } },
      ],
    });
    expect(outline(value[0])).toEqual(["agent:  | f#c {} -> #c done", "observation: -> booted {}"]);
  });

  test("what does not fit is kept, with a problem at its place", () => {
    const { value, problems } = parseTrajectories({
      schema_version: "ATIF-v1.6",
      agent,
      steps: [
        { step_id: 1, source: "robot", message: "?" },
        "nothing",
        {
          step_id: 3,
          source: "agent",
          message: 7,
          mood: "odd",
          observation: { results: [{ source_call_id: "nobody", content: "x" }] },
        },
      ],
    });
    expect(outline(value[0])).toEqual([
      'observation: {"unread":{"step_id":1,"source":"robot","message":"?"}}',
      'observation: {"unread":"nothing"}',
      "agent: 7 -> x",
    ]);
    expect(value[0]?.steps[2]).toMatchObject({
      extra: { mood: "odd" },
      results: [{ extra: { source_call_id: "nobody" } }],
    });
    expect(problems.map(({ path }) => path)).toEqual([
      "steps[0]",
      "steps[1]",
      "steps[2].message",
      "steps[2].observation.results[0].source_call_id",
    ]);
  });

  test("another tool's extra.assay is not taken for our own", () => {
    const { value } = parseTrajectories({
      schema_version: "ATIF-v1.7",
      agent,
      steps: [{ source: "system", message: "x", extra: { assay: { kind: "error" } } }],
      extra: { assay: "gold" },
    });
    expect(value[0]).toMatchObject({
      extra: { assay: "gold" },
      steps: [{ kind: "system", extra: { assay: { kind: "error" } } }],
    });
  });
});
