import { expect, it } from "vitest";
import type { AgentStep, CallResult, Step } from "./model.ts";
import { listStepTexts } from "./step-texts.ts";

const base = { number: 1, timestamp: null, isCopiedContext: false, extra: { note: "not searched" } };

const result: CallResult = {
  callId: "1",
  content: [
    { type: "text", text: "output" },
    { type: "image", mediaType: "image/png", path: "a.png" },
  ],
  subagents: [],
  exitCode: 0,
  durationSeconds: null,
  isError: false,
  extra: {},
};

const agent: AgentStep = {
  ...base,
  kind: "agent",
  content: [
    { type: "text", text: "said" },
    { type: "text", text: "" },
  ],
  reasoning: "thought",
  calls: [{ id: "1", name: "edit", arguments: { path: "a.py", deep: { list: ["x", 2, true, null] } }, extra: {} }],
  results: [result],
  model: null,
  reasoningEffort: null,
  metrics: null,
  llmCallCount: null,
};

it.each<[Step, readonly (readonly [string, string])[]]>([
  [{ ...base, kind: "system", content: [{ type: "text", text: "rules" }] }, [["message", "rules"]]],
  [{ ...base, kind: "user", content: [{ type: "text", text: "please" }] }, [["message", "please"]]],
  [
    agent,
    [
      ["thought", "thought"],
      ["message", "said"],
      ["call", "edit\na.py\nx\n2"],
      ["result", "output"],
    ],
  ],
  [{ ...base, kind: "observation", results: [result] }, [["result", "output"]]],
  [
    { ...base, kind: "subagent", content: [{ type: "text", text: "go" }], results: [result] },
    [
      ["message", "go"],
      ["result", "output"],
    ],
  ],
  [{ ...base, kind: "condensation", summary: "in short", forgottenSteps: [1] }, [["summary", "in short"]]],
  [{ ...base, kind: "condensation", summary: null, forgottenSteps: [] }, []],
  [{ ...base, kind: "error", message: "broke", classification: null }, [["error", "broke"]]],
])("lists the texts of %j", (step, expected) => {
  expect(listStepTexts(step).map(({ field, text }) => [field, text])).toEqual(expected);
});
