import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAtif } from "./format-atif.ts";
import type { AgentStep, Trajectory } from "./model.ts";
import { parseTrajectories } from "./parse-trajectories.ts";

const folder = join(import.meta.dirname, "../../../../shared/data/trajectories");

/**
 * For every trajectory of a file: steps, agent's turns, calls, results, exit status, model, cost, length of the patch.
 * The numbers were counted in the files by other means.
 */
type Row = readonly [number, number, number, number, string | null, string | null, number | null, number | null];

const gpt = "openai/gpt-4o";
const llama = "openai/openrouter-llama-4-maverick";
const chat = "deepseek/deepseek-chat";
const reasoner = "deepseek/deepseek-reasoner";
const sonnet = "litellm_proxy/claude-sonnet-4-20250514";
const proxied = "litellm_proxy/deepseek-chat";

const read: readonly (readonly [name: string, format: string, rows: readonly Row[]])[] = [
  [
    "atif/hello-world-context-summarization.trajectory.json",
    "atif",
    [[10, 7, 7, 7, null, gpt, 0.029804999999999998, null]],
  ],
  [
    "atif/hello-world-context-summarization.trajectory.summarization-1-answers.json",
    "atif",
    [[7, 4, 2, 2, null, gpt, 0.0029500000000000004, null]],
  ],
  [
    "atif/hello-world-context-summarization.trajectory.summarization-1-questions.json",
    "atif",
    [[2, 1, 0, 0, null, gpt, 0.00045, null]],
  ],
  [
    "atif/hello-world-context-summarization.trajectory.summarization-1-summary.json",
    "atif",
    [[5, 3, 2, 2, null, gpt, 0.0032500000000000003, null]],
  ],
  ["atif/hello-world-invalid-json.trajectory.json", "atif", [[5, 4, 3, 4, null, gpt, 0.008042500000000001, null]]],
  ["atif/openhands_trajectory.json", "openhands", [[6, 2, 2, 1, "finish", "gpt-5-2025-08-07", 0.01934775, null]]],
  [
    "mini-swe-agent/astropy__astropy-14182.traj.json",
    "mini-swe-agent",
    [[101, 98, 98, 97, "Submitted", chat, 0.085653988, 1200]],
  ],
  [
    "mini-swe-agent/django__django-11564.traj.json",
    "mini-swe-agent",
    [[110, 107, 107, 106, "Submitted", chat, 0.11605294399999999, 4221]],
  ],
  [
    "mini-swe-agent/django__django-14752.traj.json",
    "mini-swe-agent",
    [[34, 31, 31, 30, "Submitted", chat, 0.013638016, 1349]],
  ],
  [
    "mini-swe-agent/marshmallow-code__marshmallow-1343.traj.json",
    "mini-swe-agent",
    [[96, 93, 93, 92, "Submitted", chat, 0.053154024, 2235]],
  ],
  [
    "mini-swe-agent/pvlib__pvlib-python-1072.traj.json",
    "mini-swe-agent",
    [[18, 15, 15, 15, "InternalServerError", reasoner, 0.006691356000000001, 0]],
  ],
  [
    "mini-swe-agent/pydicom__pydicom-1139.traj.json",
    "mini-swe-agent",
    [[98, 95, 95, 94, "Submitted", chat, 0.05232667999999999, 868]],
  ],
  [
    "mini-swe-agent/pydicom__pydicom-901.traj.json",
    "mini-swe-agent",
    [[41, 38, 38, 37, "Submitted", chat, 0.014327516, 1060]],
  ],
  ["mini-swe-agent/pylint-dev__astroid-1333.traj.json", "mini-swe-agent", [[3, 0, 0, 0, "Timeout", reasoner, 0, 0]]],
  [
    "mini-swe-agent/pyvista__pyvista-4315.traj.json",
    "mini-swe-agent",
    [[80, 77, 77, 76, "Submitted", chat, 0.065362836, 3170]],
  ],
  [
    "mini-swe-agent/sqlfluff__sqlfluff-2419.traj.json",
    "mini-swe-agent",
    [[58, 55, 55, 54, "Submitted", reasoner, 0.02931628, 1095]],
  ],
  [
    "openhands/multi_swe_bench_output.jsonl",
    "openhands",
    [
      [27, 23, 23, 22, "finish", llama, 0, 342],
      [38, 33, 33, 32, "finish", llama, 0, 533],
      [
        54,
        49,
        49,
        49,
        "RuntimeError: Agent reached maximum iteration in headless mode. Current iteration: 50, max iteration: 50",
        llama,
        0,
        557,
      ],
    ],
  ],
  ["openhands/replay_basic.json", "openhands", [[3, 2, 2, 1, "finish", "claude-3-5-sonnet-20241022", null, null]]],
  ["openhands-sdk/llm_data/fncall-llm-message.json", "messages", [[8, 6, 6, 6, null, null, null, null]]],
  [
    "openhands-sdk/llm_data/llm-logs/litellm_proxy__anthropic__claude-sonnet-4-20250514-1757015025.972.json",
    "messages",
    [[3, 1, 1, 0, null, sonnet, null, null]],
  ],
  [
    "openhands-sdk/llm_data/llm-logs/litellm_proxy__anthropic__claude-sonnet-4-20250514-1757015029.090.json",
    "messages",
    [[4, 2, 2, 1, null, sonnet, null, null]],
  ],
  [
    "openhands-sdk/llm_data/llm-logs/litellm_proxy__anthropic__claude-sonnet-4-20250514-1757015033.222.json",
    "messages",
    [[5, 3, 3, 2, null, sonnet, null, null]],
  ],
  [
    "openhands-sdk/llm_data/llm-logs/litellm_proxy__anthropic__claude-sonnet-4-20250514-1757015036.544.json",
    "messages",
    [[6, 4, 4, 3, null, sonnet, null, null]],
  ],
  [
    "openhands-sdk/llm_data/llm-logs/litellm_proxy__anthropic__claude-sonnet-4-20250514-1757015040.416.json",
    "messages",
    [[7, 5, 5, 4, null, sonnet, null, null]],
  ],
  [
    "openhands-sdk/llm_data/llm-logs/litellm_proxy__anthropic__claude-sonnet-4-20250514-1757015046.707.json",
    "messages",
    [[8, 6, 6, 5, null, sonnet, null, null]],
  ],
  [
    "openhands-sdk/llm_data/nonfncall-llm-logs/litellm_proxy__deepseek__deepseek-chat-1757015054.055.json",
    "messages",
    [[3, 1, 1, 0, null, proxied, null, null]],
  ],
  [
    "openhands-sdk/llm_data/nonfncall-llm-logs/litellm_proxy__deepseek__deepseek-chat-1757015062.589.json",
    "messages",
    [[4, 2, 2, 1, null, proxied, null, null]],
  ],
  [
    "openhands-sdk/llm_data/nonfncall-llm-logs/litellm_proxy__deepseek__deepseek-chat-1757015068.723.json",
    "messages",
    [[5, 3, 3, 2, null, proxied, null, null]],
  ],
  [
    "openhands-sdk/llm_data/nonfncall-llm-logs/litellm_proxy__deepseek__deepseek-chat-1757015076.651.json",
    "messages",
    [[6, 4, 4, 3, null, proxied, null, null]],
  ],
  ["openhands-sdk/llm_data/nonfncall-llm-message.json", "messages", [[6, 4, 4, 4, null, null, null, null]]],
  [
    "sft/swe-smith_xml_sft_example.jsonl",
    "messages",
    [
      [39, 37, 37, 36, null, null, null, null],
      [46, 44, 44, 43, null, null, null, null],
      [24, 22, 22, 21, null, null, null, null],
    ],
  ],
  ["swe-agent/function_calling_simple.traj", "swe-agent", [[7, 5, 5, 5, null, null, null, null]]],
  ["swe-agent/marshmallow-1867_function_calling.traj", "swe-agent", [[15, 13, 13, 13, "submitted", "replay", 0, 587]]],
  ["swe-agent/marshmallow-1867_xml.traj", "swe-agent", [[13, 11, 11, 11, "submitted", "gpt-4o", 0, 564]]],
  [
    "swe-agent/pydantic__pydantic.acb0f10f.pr_8316.traj",
    "swe-agent",
    [[24, 22, 22, 22, "submitted", "claude-3-7-sonnet-20250219", 0.3017616, 2048]],
  ],
  ["swe-agent/pydicom__pydicom-1458.traj", "swe-agent", [[15, 12, 12, 12, "submitted", null, 1.26719, 803]]],
];

const refused = [
  ["mini-swe-agent/preds.json", /^predictions by instance/u],
  ["openhands-sdk/conversations/v1_11_5_cli_default/base_state.json", /^the state of an OpenHands conversation/u],
] as const;

describe.skipIf(!existsSync(folder))("published trajectories (skipped without ../shared/data)", () => {
  test("every file is either read or refused", () => {
    const names = globSync("**/*", { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    expect(names.sort()).toEqual([...read.map(([name]) => name), ...refused.map(([name]) => name)].sort());
  });

  test.each(refused)("%s is refused for what it is", (name, found) => {
    for (const record of recordsOf(name)) {
      const { value, problems } = parseTrajectories(record);
      expect(value).toEqual([]);
      expect(problems).toEqual([{ path: "", expected: "a trajectory", found: expect.stringMatching(found) }]);
    }
  });

  test.each(read)("%s is read as %s", (name, format, rows) => {
    const parsed = recordsOf(name).map(parseTrajectories);
    expect(parsed.flatMap(({ problems }) => problems)).toEqual([]);
    const trajectories = parsed.flatMap(({ value }) => value);
    expect(trajectories.map((trajectory) => trajectory.format)).toEqual(rows.map(() => format));
    expect(trajectories.map(rowOf)).toEqual(rows);
    for (const trajectory of trajectories) expectSound(trajectory);
  });

  test.each(read)("%s comes back from ATIF the same", (name) => {
    for (const trajectory of recordsOf(name).flatMap((record) => parseTrajectories(record).value)) {
      const text = JSON.stringify(formatAtif(trajectory));
      expect(parseTrajectories(JSON.parse(text))).toEqual({ value: [trajectory], problems: [] });
    }
  });

  test("the costs of mini-swe-agent's turns add up to the cost of the run", () => {
    for (const [name, format] of read) {
      if (format !== "mini-swe-agent") continue;
      for (const trajectory of recordsOf(name).flatMap((record) => parseTrajectories(record).value)) {
        const costs = turnsOf(trajectory).map(({ metrics }) => metrics?.costUsd ?? Number.NaN);
        expect(costs.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(trajectory.totals.costUsd ?? Number.NaN, 9);
      }
    }
  });

  test("the tokens that OpenHands' turns took add up to those of the run", () => {
    for (const record of recordsOf("openhands/multi_swe_bench_output.jsonl")) {
      const [trajectory] = parseTrajectories(record).value;
      if (!trajectory) throw new Error("no trajectory");
      const sum = (size: "promptTokens" | "completionTokens") =>
        turnsOf(trajectory).reduce((total, { metrics }) => total + (metrics?.[size] ?? Number.NaN), 0);
      const { promptTokens, completionTokens } = trajectory.totals;
      expect([sum("promptTokens"), sum("completionTokens")]).toEqual([promptTokens, completionTokens]);
    }
  });

  test("a record with a part changed is read, without throwing, into sound trajectories", () => {
    const records = read.flatMap(([name]) => recordsOf(name)).map((record) => JSON.stringify(record));
    const small = records.filter((text) => text.length < 120_000);
    const parts = fc.constantFrom<unknown>(null, 0, -1.5, "", "x", true, [], {}, [null], [[]], { a: 1 }, ["x", 7]);
    const changes = fc.array(fc.tuple(fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }), parts), { minLength: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...small), changes, (text, list) => {
        const record: unknown = JSON.parse(text);
        for (const [path, part] of list) changePart(record, path, part);
        const { value, problems } = parseTrajectories(record);
        expect(value.length > 0 || problems.length === 1).toBe(true);
        for (const trajectory of value) {
          expectSound(trajectory);
          expect(parseTrajectories(formatAtif(trajectory)).value).toEqual([trajectory]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function recordsOf(name: string): readonly unknown[] {
  const text = readFileSync(join(folder, name), "utf8");
  if (!name.endsWith(".jsonl")) return [JSON.parse(text)];
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function rowOf(trajectory: Trajectory): Row {
  const turns = turnsOf(trajectory);
  return [
    trajectory.steps.length,
    turns.length,
    turns.flatMap(({ calls }) => calls).length,
    turns.flatMap(({ results }) => results).length,
    trajectory.exitStatus,
    trajectory.agent.model,
    trajectory.totals.costUsd,
    trajectory.finalPatch?.length ?? null,
  ];
}

function turnsOf(trajectory: Trajectory): readonly AgentStep[] {
  return trajectory.steps.filter((step) => step.kind === "agent");
}

/** What the model promises of every trajectory. */
function expectSound(trajectory: Trajectory): void {
  expect(trajectory.steps.map(({ number }) => number)).toEqual(trajectory.steps.map((_, index) => index + 1));
  for (const { calls, results } of turnsOf(trajectory)) {
    const ids = calls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { callId } of results) expect([...ids, null]).toContain(callId);
  }
}

/** Puts a part at the place that a path of numbers leads to, each taken round the number of keys. */
function changePart(value: unknown, [step = 0, ...path]: readonly number[], part: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const keys = Object.keys(value);
  const key = keys[step % keys.length];
  if (key === undefined) return;
  const inner: unknown = Reflect.get(value, key);
  if (path.length === 0 || typeof inner !== "object" || inner === null) Reflect.set(value, key, part);
  else changePart(inner, path, part);
}
