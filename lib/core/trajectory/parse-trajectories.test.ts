import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectTrajectoryFormat } from "./detect-format.ts";
import { formatAtif } from "./format-atif.ts";
import { parseTrajectories } from "./parse-trajectories.ts";

describe("what is no trajectory", () => {
  test.each<[string, unknown, RegExp]>([
    ["a prediction", { instance_id: "a", model_patch: "" }, /^a prediction/u],
    ["predictions by instance", { "a__b-1": { model_patch: "diff" } }, /preds\.json/u],
    ["a list of predictions", [{ instance_id: "a", model_patch: "" }], /^a list of 1, the first of them a prediction/u],
    ["a report", { "a__b-1": { patch_exists: true, resolved: true } }, /report of the test harness/u],
    ["a summary", { total_instances: 1, resolved_ids: [] }, /summary of the test harness/u],
    ["the state of a conversation", { id: "1", agent: { llm: {} }, workspace: {} }, /base_state\.json/u],
    ["one event", { id: 1, timestamp: "2025", action: "run" }, /one event/u],
    ["the result of a trial", { trial_name: "a", task_name: "b" }, /Harbor trial/u],
    ["a task", { instance_id: "a", problem_statement: "", base_commit: "" }, /^a task/u],
    ["no messages", { messages: [] }, /messages that holds none/u],
    ["messages that are no list", { messages: "hello" }, /messages that holds none/u],
    ["no history", { history: [] }, /empty history/u],
    ["other versions of ATIF", { schema_version: "ATIF-v2.0", steps: [] }, /^an object with schema_version, steps/u],
    ["a log", "line 1\nline 2", /^a plain text: line 1 line 2/u],
    ["an empty list", [], /^an empty list/u],
    ["a list of lists", [[1]], /^a list of 1, the first of them a list/u],
    ["an empty object", {}, /^an empty object/u],
    ["a number", 3, /^3/u],
    ["null", null, /^null/u],
    ["nothing", undefined, /^nothing/u],
  ])("%s", (_what, value, found) => {
    expect(detectTrajectoryFormat(value)).toBeNull();
    expect(parseTrajectories(value)).toEqual({
      value: [],
      problems: [{ path: "", expected: "a trajectory", found: expect.stringMatching(found) }],
    });
  });

  test("values nested too deep", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 500; level++) deep = { deep };
    const { value, problems } = parseTrajectories({ schema_version: "ATIF-v1.7", extra: deep });
    expect(value).toEqual([]);
    expect(problems).toEqual([{ path: "", expected: "values nested at most 200 deep", found: "deeper ones" }]);
  });
});

describe("any JSON", () => {
  const keys = fc.constantFrom(
    ...["messages", "history", "trajectory", "steps", "info", "role", "content", "kind", "action", "observation"],
    ...["tool_calls", "source", "message", "args", "extras", "schema_version", "attempts", "trajectory_steps", "id"],
    ...["tool_call_metadata", "model_response", "llm_message", "extra", "response", "choices", "metadata", "cause"],
  );
  const leaves = fc.constantFrom<unknown>(
    ...["assistant", "user", "system", "tool", "agent", "run", "error", "exit", "ActionEvent", "Condensation"],
    ...["ATIF-v1.7", "<function=f>", "```\nls\n```", "OBSERVATION:\nx", "", 0, 1.5, true, null, [], {}],
  );
  const { value: anyJson } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaves,
      fc.dictionary(keys, tie("value"), { maxKeys: 6, noNullPrototype: true }),
      fc.array(tie("value"), { maxLength: 4 }),
    ),
  }));

  test("is read without throwing, into trajectories that ATIF holds", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const parsed = parseTrajectories(value);
        expect(parsed.value.length > 0 || parsed.problems.length > 0).toBe(true);
        for (const trajectory of parsed.value) {
          expect(parseTrajectories(formatAtif(trajectory)).value).toEqual([trajectory]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("no item of a list is lost", () => {
  const id = fc.constantFrom("c1", "c2", "c3");
  const junk = fc.constantFrom<unknown>(null, 7, "x", [], {}, { role: 3 }, { kind: null }, { content: "x" });
  const call = fc.record({ id, function: fc.record({ name: fc.constant("f"), arguments: fc.constant("{}") }) });
  const message = fc.oneof(
    fc.record({ role: fc.constantFrom("system", "user", "assistant", "exit", "robot"), content: fc.string() }),
    fc.record({
      role: fc.constant("assistant"),
      content: fc.constantFrom("", "<function=f></function>", "```\nls\n```"),
    }),
    fc.record({
      role: fc.constant("assistant"),
      content: fc.constant(null),
      tool_calls: fc.array(call, { maxLength: 3 }),
    }),
    fc.record({ role: fc.constant("tool"), tool_call_id: fc.option(id), content: fc.string() }),
    fc.record({
      role: fc.constant("user"),
      content: fc.constantFrom("OBSERVATION:\nx", "EXECUTION RESULT of [f]:\nx"),
    }),
    fc.record({ role: fc.constant("user"), content: fc.constant("<returncode>0</returncode>") }),
    junk,
  );
  const response = fc.record({ id: fc.constantFrom("r1", "r2") });
  const metadata = fc.record({ tool_call_id: id, function_name: fc.constant("f"), model_response: response });
  const event = fc.oneof(
    fc.record({
      id: fc.nat(9),
      source: fc.constantFrom("agent", "user"),
      action: fc.constantFrom("run", "message", "system", "recall", "finish", "condensation", "null", "new"),
      tool_call_metadata: fc.option(metadata),
    }),
    fc.record({
      cause: fc.option(fc.nat(9)),
      observation: fc.constantFrom("run", "error", "null", "agent_state_changed", "new"),
      tool_call_metadata: fc.option(metadata),
    }),
    junk,
  );
  const kinds = ["SystemPromptEvent", "MessageEvent", "ActionEvent", "ObservationEvent", "UserRejectObservation"];
  const sdkEvent = fc.oneof(
    fc.record({
      kind: fc.constantFrom(...kinds, "AgentErrorEvent", "Condensation", "ConversationErrorEvent", "NewEvent"),
      source: fc.constantFrom("agent", "user"),
      tool_call_id: id,
      llm_response_id: fc.option(fc.constantFrom("r1", "r2")),
    }),
    junk,
  );

  /** Every item is a step, a further call of a turn, or the result of one. */
  function countItems(value: unknown): number {
    const steps = parseTrajectories(value).value.flatMap((trajectory) => trajectory.steps);
    return steps.reduce((sum, step) => {
      if (step.kind !== "agent") return sum + 1;
      const turns = step.extra.response_id === undefined ? 1 : Math.max(1, step.calls.length);
      return sum + turns + step.results.length;
    }, 0);
  }

  test.each<[string, fc.Arbitrary<unknown>]>([
    ["messages", message],
    ["events of OpenHands 0.x", event],
    ["events of the OpenHands SDK", sdkEvent],
  ])("%s", (_what, item) => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), (list) => {
        fc.pre(detectTrajectoryFormat(list) !== null);
        expect(countItems(list)).toBe(list.length);
      }),
      { numRuns: 500 },
    );
  });
});
