import { describe, expect, test } from "vitest";
import { trajectoryOf } from "./agent.ts";
import { formatAtif } from "./format-atif.ts";
import { parseTrajectories } from "./parse-trajectories.ts";
import { agentTurn, callResult, StepList } from "./step-list.ts";

describe("formatAtif", () => {
  test("writes what ATIF has fields for into them, and the rest under extra.assay", () => {
    const steps = new StepList();
    steps.add({ kind: "user", content: [{ type: "text", text: "Fix it." }] });
    steps.add(
      agentTurn({
        content: [{ type: "text", text: "Looking." }],
        reasoning: "hm",
        calls: [{ id: "c1", name: "bash", arguments: { command: "ls" }, extra: {} }],
        results: [callResult({ callId: "c1", content: [{ type: "text", text: "a.py" }], exitCode: 0 })],
        metrics: { promptTokens: 5, completionTokens: 2, cachedTokens: 0, costUsd: 0.1, extra: { logprobs: [-1] } },
      }),
    );
    steps.add({ kind: "error", message: "gone", classification: "Timeout" });
    const trajectory = trajectoryOf("swe-agent", { steps: steps.list(), instanceId: "a__b-1", finalPatch: "diff" });
    expect(formatAtif(trajectory)).toEqual({
      schema_version: "ATIF-v1.7",
      agent: {
        name: "unknown",
        version: "unknown",
        extra: { assay: { isUnnamed: true, hasNoVersion: true } },
      },
      steps: [
        { step_id: 1, source: "user", message: "Fix it." },
        {
          step_id: 2,
          source: "agent",
          message: "Looking.",
          reasoning_content: "hm",
          tool_calls: [{ tool_call_id: "c1", function_name: "bash", arguments: { command: "ls" } }],
          observation: { results: [{ source_call_id: "c1", content: "a.py", extra: { assay: { exitCode: 0 } } }] },
          metrics: { prompt_tokens: 5, completion_tokens: 2, cached_tokens: 0, cost_usd: 0.1, logprobs: [-1] },
        },
        {
          step_id: 3,
          source: "system",
          message: "gone",
          extra: { assay: { kind: "error", classification: "Timeout" } },
        },
      ],
      final_metrics: { total_steps: 3 },
      extra: { assay: { format: "swe-agent", instanceId: "a__b-1", finalPatch: "diff" } },
    });
  });

  test("embeds sub-agents, and names those that have no name", () => {
    const subagent = trajectoryOf("messages", { steps: [] });
    const written = formatAtif(trajectoryOf("atif", { steps: [], subagents: [subagent] }));
    expect(written).toMatchObject({ subagent_trajectories: [{ trajectory_id: "subagent-1" }] });
    expect(parseTrajectories(written).value[0]?.subagents).toEqual([subagent]);
  });
});
