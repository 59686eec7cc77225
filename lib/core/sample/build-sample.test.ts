import { describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../json.ts";
import { isJsonList } from "../trajectory/fields.ts";
import { parseTrajectories } from "../trajectory/parse-trajectories.ts";
import {
  type BuiltStep,
  bash,
  buildCall,
  buildMetrics,
  buildResult,
  buildTrajectory,
  say,
  turn,
  userSays,
} from "../trajectory/testing/build-trajectory.ts";
import { buildSample } from "./build-sample.ts";
import { plainTokenizers } from "./count-tokens.ts";
import type { SampleRules } from "./model.ts";
import { prepareSteps } from "./prepare-steps.ts";
import { sampleRules } from "./testing/sample-rules.ts";

const base = { timestamp: null, isCopiedContext: false, extra: {} };
const system: BuiltStep = { ...base, kind: "system", content: [{ type: "text", text: "Be good." }] };
const pair: BuiltStep = {
  ...say("I look around."),
  reasoning: "Where am I?",
  calls: [buildCall("bash", { command: "ls" }, "x"), buildCall("bash", { command: "pwd\ndate", timeout: 5 }, "y")],
  results: [buildResult("a.py", { callId: "x" }), buildResult("/", { callId: "y" })],
};
const steps = [system, userSays("Mend it."), pair, bash("submit", "bye")];
const toolDefinitions = [{ type: "function", function: { name: "bash", description: "A shell.", parameters: {} } }];
const toolTokens = JSON.stringify(toolDefinitions).length;
const agent = { ...buildTrajectory([]).agent, toolDefinitions };

function build(built: readonly BuiltStep[], change: Partial<SampleRules> = {}, more = {}) {
  const trajectory = buildTrajectory(built, { agent, ...more });
  const rules = sampleRules(change);
  const source = { trajectory, steps: prepareSteps(trajectory.steps, rules), metadata: { instance_id: "a__b-1" } };
  return buildSample(source, rules, plainTokenizers.characters);
}

function sampleOf(built: readonly BuiltStep[], change: Partial<SampleRules> = {}, more = {}): JsonObject {
  const result = build(built, change, more);
  if (result.kind === "dropped") throw new Error(result.reason);
  return result.sample;
}

function reasonOf(built: readonly BuiltStep[], change: Partial<SampleRules> = {}): string {
  const result = build(built, change);
  return result.kind === "dropped" ? `${result.step}: ${result.reason}` : "a sample";
}

function sampleTokens({ extra }: JsonObject) {
  return isJsonObject(extra) && isJsonObject(extra.sample) ? extra.sample.tokens : null;
}

function messagesOf(sample: JsonObject): readonly JsonObject[] {
  return isJsonList(sample.messages) ? sample.messages.filter(isJsonObject) : [];
}

describe("chat", () => {
  test("has native calls with their answers, and ends with the last turn's calls", () => {
    expect(sampleOf(steps)).toEqual({
      messages: [
        { role: "system", content: "Be good." },
        { role: "user", content: "Mend it." },
        {
          role: "assistant",
          content: "I look around.",
          reasoning_content: "Where am I?",
          tool_calls: [
            { id: "x", type: "function", function: { name: "bash", arguments: '{"command":"ls"}' } },
            {
              id: "y",
              type: "function",
              function: { name: "bash", arguments: '{"command":"pwd\\ndate","timeout":5}' },
            },
          ],
        },
        { role: "tool", content: "a.py", tool_call_id: "x", name: "bash" },
        { role: "tool", content: "/", tool_call_id: "y", name: "bash" },
        {
          role: "assistant",
          content: "",
          tool_calls: [
            { id: "call-1", type: "function", function: { name: "bash", arguments: '{"command":"submit"}' } },
          ],
        },
      ],
      tools: toolDefinitions,
      tools_inferred: false,
      instance_id: "a__b-1",
      tokens: 218,
      messages_left_out: 0,
      observations_shortened: 0,
    });
  });

  test("names the tools that the calls show where the source names none", () => {
    const sample = sampleOf(steps, {}, { agent: { ...agent, toolDefinitions: [] } });
    expect(sample).toMatchObject({ tools_inferred: true, tools: [{ type: "function", function: { name: "bash" } }] });
  });

  test("is cut to whole turns that are within the cap", () => {
    const cap = { maxTokens: 200, over: "truncate", truncation: "turns", observationCharacters: 10 } as const;
    const sample = sampleOf(steps, { cap });
    expect(messagesOf(sample).map(({ role }) => role)).toEqual(["system", "user", "assistant"]);
    expect(sample).toMatchObject({ messages_left_out: 3, tokens: expect.any(Number) });
    expect(reasonOf(steps, { cap: { ...cap, over: "drop" } })).toBe("capped: It is over the cap of 200");
  });

  test("redacts before it cuts, also in arguments, and tells where", () => {
    const cap = { maxTokens: 400, over: "truncate", truncation: "observations", observationCharacters: 10 } as const;
    const key = `ghp_${"a1".repeat(18)}`;
    const built = [userSays("Mail a@b.com"), bash(`\n${key}`, `${"x".repeat(500)} a@b.com`), say("Done.")];
    const result = build(built, { cap });
    expect(result).toMatchObject({
      kind: "sample",
      redactions: [
        { kind: "email", path: "messages[0].content", count: 1 },
        { kind: "github-token", path: "messages[1].tool_calls[0].function.arguments.command", count: 1 },
        { kind: "email", path: "messages[2].content", count: 1 },
      ],
    });
    const text = JSON.stringify(result);
    expect(text).not.toContain(key);
    expect(text).toContain("characters left out");
    expect(messagesOf(sampleOf(built))[1]).toMatchObject({
      tool_calls: [{ function: { arguments: '{"command":"\\n[REDACTED:github-token]"}' } }],
    });
  });

  test("tells of no secret in what was cut off", () => {
    const cap = { maxTokens: 100, over: "truncate", truncation: "turns", observationCharacters: 10 } as const;
    const result = build([userSays("Mend."), say("Yes."), userSays(`a@b.com ${"x".repeat(90)}`), say("Done.")], {
      cap,
    });
    expect(result).toMatchObject({ kind: "sample", redactions: [] });
  });
});

describe("function text", () => {
  const format = "function-text" as const;

  test("has one call a turn, and answers headed by their tool", () => {
    const messages = messagesOf(sampleOf(steps, { format }));
    expect(messages.slice(1)).toEqual([
      { role: "user", content: "Mend it." },
      {
        role: "assistant",
        content: "I look around.\n\n<function=bash>\n<parameter=command>ls</parameter>\n</function>",
        reasoning_content: "Where am I?",
      },
      { role: "user", content: "EXECUTION RESULT of [bash]:\na.py" },
      {
        role: "assistant",
        content:
          "<function=bash>\n<parameter=command>\npwd\ndate\n</parameter>\n<parameter=timeout>5</parameter>\n</function>",
      },
      { role: "user", content: "EXECUTION RESULT of [bash]:\n/" },
      { role: "assistant", content: "<function=bash>\n<parameter=command>submit</parameter>\n</function>" },
    ]);
    expect(messages[0]?.content).toMatch(
      /^Be good\.\n\nYou have the tools[\s\S]*\n\nTool bash\nA shell\.\nIt takes no parameters\.$/u,
    );
  });

  test("describes the tools also where there are no instructions, and not where these show the form", () => {
    expect(messagesOf(sampleOf(steps, { format, system: "drop" }))[0]?.content).toMatch(/^You have the tools/u);
    const shown = sampleOf(steps, { format, system: "replace", systemText: "Write <function=NAME>." });
    expect(messagesOf(shown)[0]?.content).toBe("Write <function=NAME>.");
    expect(
      messagesOf(sampleOf([userSays("?"), say("!")], { format }, { agent: { ...agent, toolDefinitions: [] } })),
    ).toEqual([
      { role: "user", content: "?" },
      { role: "assistant", content: "!" },
    ]);
  });

  test("keeps the answers between the calls of a last turn", () => {
    const messages = messagesOf(sampleOf([userSays("?"), pair], { format, system: "drop" }));
    expect(messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user", "assistant"]);
  });

  test("keeps what the user says behind an answer in one message with it", () => {
    const messages = messagesOf(
      sampleOf([userSays("?"), bash("ls", "a.py"), userSays("Go on."), say("!")], { format }),
    );
    expect(messages[3]).toEqual({ role: "user", content: "EXECUTION RESULT of [bash]:\na.py\n\nGo on." });
  });

  test("shortens answers behind their head", () => {
    const cap = { maxTokens: 800, over: "truncate", truncation: "observations", observationCharacters: 4 } as const;
    const messages = messagesOf(sampleOf([userSays("?"), bash("ls", "x".repeat(1_000)), say("!")], { format, cap }));
    expect(messages[3]?.content).toBe("EXECUTION RESULT of [bash]:\nxx\n[… 996 characters left out …]\nxx");
  });

  test("shortens no word of the user behind an answer", () => {
    const cap = { maxTokens: 900, over: "truncate", truncation: "observations", observationCharacters: 4 } as const;
    const words = "Go on. ".repeat(10);
    const built = [userSays("?"), bash("ls", `a\n\n${"x".repeat(1_000)}`), userSays(words), say("!")];
    expect(messagesOf(sampleOf(built, { format, cap }))[3]?.content).toBe(
      `EXECUTION RESULT of [bash]:\na\n\n[… 999 characters left out …]\nxx\n\n${words}`,
    );
  });

  test("takes out a secret that goes over the border of two texts", () => {
    const built = [userSays("?"), bash("env", "aws_secret_key ="), userSays("a1B2".repeat(10)), say("!")];
    const result = build(built, { format });
    expect(result).toMatchObject({ redactions: [{ kind: "aws-key", path: "messages[3].content", count: 1 }] });
    expect(messagesOf(sampleOf(built, { format }))[3]?.content).toBe(
      "EXECUTION RESULT of [bash]:\naws_secret_key =\n\n[REDACTED:aws-key]",
    );
  });

  test.each([
    ["a value with the markup of an end", bash("echo '</parameter>'", ""), /^consistent: Step 2: the value of bash/],
    ["a text with the markup of a call", { ...say("<function=x>"), ...{} }, /^consistent: Step 2: a text of the agent/],
    [
      "calls at once without an answer",
      { ...say(""), calls: [buildCall("bash", {}, "x"), buildCall("bash", {}, "y")] },
      /^consistent: Step 2: it makes several calls/,
    ],
  ])("refuses %s", (_what, step, reason) => {
    expect(reasonOf([userSays("?"), step], { format })).toMatch(reason);
  });
});

describe("ATIF", () => {
  const format = "atif" as const;

  test("is a trajectory of its own, without copied context and what follows the last turn", () => {
    const copied = { ...say("Shown before."), isCopiedContext: true };
    const subagents = [buildTrajectory([copied, { ...say("Helped."), reasoning: "Hm." }], { trajectoryId: "helper" })];
    const condensation: BuiltStep = { ...base, kind: "condensation", summary: "…", forgottenSteps: [1, 2, 3] };
    const built = [copied, system, userSays("Mend it."), pair, condensation, bash("submit", "bye"), userSays("Bye.")];
    const sample = sampleOf(built, { format, reasoning: "drop" }, { subagents, totals: buildMetrics({ costUsd: 1 }) });
    const { value, problems } = parseTrajectories(sample);
    expect(problems).toEqual([]);
    expect(value[0]?.steps.map(({ kind }) => kind)).toEqual(["system", "user", "agent", "condensation", "agent"]);
    expect(value[0]?.steps[3]).toMatchObject({ forgottenSteps: [1, 2] });
    expect(value[0]?.steps[4]).toMatchObject({ number: 5, results: [{ content: [{ type: "text", text: "bye" }] }] });
    expect(value[0]?.subagents[0]?.steps).toMatchObject([{ number: 1, reasoning: null }]);
    expect(sample).toMatchObject({
      schema_version: "ATIF-v1.7",
      final_metrics: { total_cost_usd: 1, total_steps: 5 },
      extra: { sample: { instance_id: "a__b-1", steps_left_out: 0 } },
    });
    expect(JSON.stringify(sample)).not.toContain("Hm.");
  });

  test("forgets the source's totals where turns are cut off", () => {
    const cap = {
      maxTokens: 90 + toolTokens,
      over: "truncate",
      truncation: "turns",
      observationCharacters: 10,
    } as const;
    const built = [userSays("Mend it."), bash("ls", "a.py"), bash("x".repeat(100), "")];
    const sample = sampleOf(built, { format, cap }, { totals: buildMetrics({ costUsd: 1 }) });
    expect(sample).toMatchObject({ final_metrics: { total_steps: 2 }, extra: { sample: { steps_left_out: 1 } } });
    expect(sample.final_metrics).toEqual({ total_steps: 2 });
  });

  describe("with sub-agents", () => {
    const helper = (id: string, text: string) =>
      buildTrajectory([userSays("Help."), bash("ls", text), say("So.")], { trajectoryId: id });
    const call = (id: string) =>
      turn("ask", {}, "Asked.", { subagents: [{ trajectoryId: id, path: null, sessionId: null, extra: {} }] });
    const subagents = [helper("late", "y".repeat(50)), helper("early", "x".repeat(50)), helper("free", "z@b.com")];
    const copied = { ...call("copied"), isCopiedContext: true };
    const built = [copied, userSays("?"), call("early"), call("late"), say("!"), userSays(" ")];
    const idsOf = (sample: JsonObject) =>
      isJsonList(sample.subagent_trajectories)
        ? sample.subagent_trajectories.filter(isJsonObject).map(({ trajectory_id }) => trajectory_id)
        : [];
    const all = { subagents: [helper("copied", ""), ...subagents] };

    test("counts what they say, and the tools", () => {
      const tokensOf = (more: object) => Number(sampleTokens(sampleOf(built, { format }, more)));
      const [bare, full] = [tokensOf({ agent: { ...agent, toolDefinitions: [] } }), tokensOf({})];
      expect(full - bare).toBe(toolTokens);
      // "Help.", "bash", its arguments, the text and "So."
      expect(tokensOf({ subagents }) - full).toBe(3 * (5 + 4 + 16 + 3) + 50 + 50 + "[REDACTED:email]".length);
    });

    test("leaves out those of turns that are cut off or of copied context, and what was found in them", () => {
      const whole = sampleOf(built, { format }, all);
      expect(idsOf(whole)).toEqual(["free", "early", "late"]);
      const { value, problems } = parseTrajectories(whole);
      expect(problems).toEqual([]);
      expect(value[0]?.subagents.map(({ trajectoryId }) => trajectoryId)).toEqual(["free", "early", "late"]);
      const maxTokens = Number(sampleTokens(whole)) - 60;
      const cap = { maxTokens, over: "truncate", truncation: "turns", observationCharacters: 10 } as const;
      expect(idsOf(sampleOf(built, { format, cap }, all))).toEqual(["free", "early"]);
      expect(build(built, { format }, all)).toMatchObject({
        redactions: [
          { kind: "email", path: "subagent_trajectories[0].steps[1].observation.results[0].content", count: 1 },
        ],
      });
    });

    test("shortens what they observed", () => {
      const whole = sampleOf(built, { format }, all);
      const long = { subagents: [helper("early", "x".repeat(500))] };
      const cap = {
        maxTokens: Number(sampleTokens(whole)),
        over: "truncate",
        truncation: "observations",
        observationCharacters: 4,
      } as const;
      const text = JSON.stringify(sampleOf(built, { format, cap }, long));
      expect(text).toContain("xx\\n[… 496 characters left out …]\\nxx");
    });
  });

  test("shortens observations, as a text or in parts", () => {
    const cap = {
      maxTokens: 150 + toolTokens,
      over: "truncate",
      truncation: "observations",
      observationCharacters: 4,
    } as const;
    const two = { type: "text" as const, text: "y".repeat(100) };
    const parts = buildResult("", { callId: "call-1", content: [two, two] });
    const turn = { ...say(""), calls: [buildCall("bash", {})], results: [parts] };
    const sample = sampleOf([userSays("?"), bash("ls", "x".repeat(100)), turn, say("!")], { format, cap });
    expect(sample.steps).toMatchObject([
      {},
      { observation: { results: [{ content: "xx\n[… 96 characters left out …]\nxx" }] } },
      { observation: { results: [{ content: [{ text: "yy\n[… 96 characters left out …]\nyy" }, { type: "text" }] }] } },
      {},
    ]);
    expect(sample).toMatchObject({ extra: { sample: { observations_shortened: 2 } } });
  });

  test.each<[string, readonly BuiltStep[], string]>([
    ["no turn", [userSays("?")], "consistent: The agent never has a turn"],
    ["an empty turn", [userSays("?"), say(" ")], "consistent: Step 2: the agent neither says nor calls anything"],
    ["an empty message", [userSays(""), say("!")], "consistent: Step 1: the user's message is empty"],
    [
      "a call without an answer",
      [{ ...bash("ls"), results: [] }, say("!")],
      "consistent: Step 1: a call has no answer",
    ],
    ["a call of nothing", [{ ...say(""), calls: [buildCall("", {})] }], "consistent: Step 1: a call names no tool"],
    [
      "what could not be read",
      [{ ...say("!"), extra: { unread: 1 } }],
      "consistent: Step 1: the record holds something here that could not be read",
    ],
  ])("refuses %s", (_what, built, reason) => {
    expect(reasonOf(built, { format })).toBe(reason);
  });
});
