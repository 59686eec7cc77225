import { describe, expect, it } from "vitest";
import { arrangeStep, isSilent } from "./arrange-step.ts";
import type { CallResult, ToolCall } from "./model.ts";
import { agentStep, commandStep, noExtras } from "./testing/sample-steps.ts";

const call = (id: string): ToolCall => ({ id, name: "bash", arguments: { command: id }, extra: {} });
const result = (callId: string | null, text = "out"): CallResult => ({
  callId,
  content: [{ type: "text", text }],
  subagents: [],
  exitCode: null,
  durationSeconds: null,
  isError: false,
  extra: {},
});

function shape(parts: ReturnType<typeof arrangeStep>): string[] {
  return parts.map((part) => ("path" in part ? `${part.kind} ${part.path}` : part.kind));
}

describe("arrangeStep", () => {
  it("puts reasoning first, then what is said, then each call with what answers it", () => {
    const step = agentStep({
      number: 1,
      reasoning: "why",
      content: [{ type: "text", text: "I look" }],
      calls: [call("a"), call("b")],
      results: [result("b"), result("a"), result("b")],
    });
    expect(shape(arrangeStep(step))).toEqual([
      "reasoning reasoning",
      "message content",
      "call calls[0]",
      "result results[1]",
      "call calls[1]",
      "result results[0]",
      "result results[2]",
    ]);
  });

  it("gives a lone call the result that names none, and leaves no result out", () => {
    const one = agentStep({ number: 1, calls: [call("a")], results: [result(null), result("other")] });
    expect(shape(arrangeStep(one))).toEqual(["call calls[0]", "result results[0]", "result results[1]"]);
    const two = agentStep({ number: 1, calls: [call("a"), call("b")], results: [result(null), result("c")] });
    expect(shape(arrangeStep(two))).toEqual([
      "call calls[0]",
      "call calls[1]",
      "result results[0]",
      "result results[1]",
    ]);
    const none = agentStep({ number: 1, results: [result(null)] });
    expect(shape(arrangeStep(none))).toEqual(["result results[0]"]);
  });

  it("shows a call that was answered nothing, and its exit code", () => {
    const [, part] = arrangeStep(commandStep(1, "true", ""));
    expect(part).toMatchObject({ kind: "result", result: { exitCode: 0 } });
  });

  it("makes one line of what says nothing", () => {
    const recall = arrangeStep({ kind: "observation", number: 1, ...noExtras, results: [result(null, " \n")] });
    expect(isSilent(recall)).toBe(true);
    expect(isSilent(arrangeStep({ kind: "observation", number: 1, ...noExtras, results: [] }))).toBe(true);
    expect(isSilent(arrangeStep(agentStep({ number: 1, content: [] })))).toBe(true);
    expect(isSilent(arrangeStep(commandStep(1, "ls", "")))).toBe(false);
  });

  it("keeps the way to sub-agents where nothing is said", () => {
    const refs = [{ trajectoryId: "t", path: null, sessionId: null, extra: {} }];
    const step = {
      kind: "subagent",
      number: 1,
      ...noExtras,
      content: [],
      results: [{ ...result(null, ""), subagents: refs }],
    };
    expect(arrangeStep({ ...step, kind: "subagent" })).toEqual([{ kind: "subagents", refs }]);
  });
});
