import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json";
import { parsePatch } from "#lib/core/patch/parse-patch";
import type { Adapted } from "./adapter.ts";
import { records } from "./fixtures.ts";
import { adapters, pickAdapter } from "./pick-adapter.ts";
import { restoreRecord } from "./restore-record.ts";

const cases = records.map(([adapter, record], index) => ({ name: `${adapter} ${index}`, adapter, record }));

describe("every schema", () => {
  test.each(cases)("$name is recognised", ({ adapter, record }) => {
    expect(pickAdapter(new Set(Object.keys(record)), record)).toMatchObject({ ok: true, adapter: { id: adapter } });
  });

  test.each(cases)("$name comes back exactly", ({ record }) => {
    const { task, layout } = accept(adapt(record));
    expect(Object.entries(restoreRecord(task, layout))).toEqual(Object.entries(record));
    expect(task.instanceId).not.toBe("");
    expect(task.repo).toMatch(/^[\w.-]+\/[\w.-]+$/u);
  });

  test("each has a record here", () => {
    expect(new Set(records.map(([adapter]) => adapter))).toEqual(new Set(adapters.map(({ id }) => id)));
  });

  test("whatever is put into a column, an accepted record comes back exactly", () => {
    const value = fc.oneof(
      fc.constantFrom(
        null,
        "",
        0,
        1.5,
        1e15,
        [],
        ["a", "é"],
        '["a"]',
        "['a']",
        "[ 'a' ]",
        "2022-03-03T15:14:54Z",
        "2022-02-31",
        "easy",
        ">4 hours",
      ),
      fc.string({ unit: "binary" }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.dictionary(fc.string(), value),
        fc.array(fc.tuple(fc.nat(), value)),
        ({ record }, more, changes) => {
          const columns = Object.keys(record);
          const changed = changes.map(([index, replacement]) => [columns[index % columns.length], replacement]);
          const hostile: JsonObject = JSON.parse(
            JSON.stringify({ ...more, ...record, ...Object.fromEntries(changed) }),
          );
          for (const adapter of adapters) {
            const adapted = adapter.adapt(hostile);
            if (adapted.ok) {
              expect(Object.entries(restoreRecord(adapted.task, adapted.layout))).toEqual(Object.entries(hostile));
            } else expect(adapted.problems.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("fields", () => {
  const taskOf = (id: string, index = 0) => {
    const [, record = {}] = records.filter(([adapter]) => adapter === id)[index] ?? [];
    return accept(adapt(record)).task;
  };

  test("SWE-bench", () => {
    expect(taskOf("swe-bench")).toMatchObject({
      instanceId: "example__ledger-7",
      createdAt: "2022-03-03T15:14:54.000Z",
      language: "Python",
      difficulty: null,
      failToPass: ["tests/test_total.py::test_cents"],
      passToPass: ["tests/test_total.py::test_zero", "tests/test_total.py::test_café"],
      extra: { environment_setup_commit: "abc" },
    });
    expect(taskOf("swe-bench", 1)).toMatchObject({
      difficulty: "1-4 hours",
      extra: { log_parser: "parse_log_pytest" },
    });
  });

  test("SWE-rebench's scores", () => {
    expect(taskOf("swe-rebench").qualityScores).toEqual({ issueText: 0, tests: 2, difficulty: 1 });
  });

  test("SWE-rebench V2's rating becomes a bin, and its word stays", () => {
    const task = taskOf("swe-rebench-v2");
    expect(task).toMatchObject({ difficulty: "1-4 hours", language: "Python", createdAt: "2020-12-30T03:14:33.000Z" });
    expect(task.extra).toMatchObject({ language: "python", meta: { llm_metadata: [{ difficulty: "hard" }] } });
  });

  test("SWE-smith's gold patch is the reverse of its bug", () => {
    const task = taskOf("swe-smith");
    expect(task.patch).toContain("-    return round(result, 2)\n+    return result\n");
    expect(task.baseCommit).toBe("");
    expect(task.extra).toEqual({ image_name: "x" });
  });

  test("SWE-bench-Live keeps its parser as text", () => {
    expect(taskOf("swe-bench-live")).toMatchObject({
      difficulty: null,
      extra: { log_parser: "def parser(log): return {}" },
    });
    expect(taskOf("swe-bench-live", 1)).toMatchObject({ patch: "", language: "Rust" });
  });

  test("Multi-SWE-bench", () => {
    expect(taskOf("multi-swe-bench")).toMatchObject({
      instanceId: "example/ledger:pr-7",
      repo: "example/ledger",
      problemStatement: "Totals lose cents\nSee below",
      failToPass: ["a", "b"],
      passToPass: ["c"],
    });
  });

  test("SWE-bench Pro", () => {
    expect(taskOf("swe-bench-pro")).toMatchObject({
      failToPass: ["tests/test_total.py::test_cents", "it's"],
      passToPass: ["a"],
    });
  });

  test("R2E-Gym's commit becomes a patch and a test patch", () => {
    const task = taskOf("r2e-gym");
    expect(task).toMatchObject({
      instanceId: "sympy__fedcba9876543210fedcba9876543210fedcba98",
      repo: "sympy/sympy",
      baseCommit: "aaaa",
      createdAt: "2023-05-01T08:00:00.000Z",
    });
    for (const [text, path] of [
      [task.patch, "sympy/core/add.py"],
      [task.testPatch, "sympy/core/tests/test_add.py"],
    ] as const) {
      expect(parsePatch(text)).toMatchObject({ problems: [], value: [{ newPath: path, added: 1, removed: 1 }] });
    }
  });
});

describe("rejects name the column", () => {
  const [, good = {}] = records[0] ?? [];

  test.each([
    ["patch", "", "a unified diff", "nothing"],
    ["patch", "just do it", "a unified diff", "just do it"],
    ["patch", null, "a unified diff", "nothing"],
    ["instance_id", "", "a name", "nothing"],
    ["instance_id", 7, "text", "7"],
    ["repo", "  ", "owner/name", "nothing"],
    ["FAIL_TO_PASS", "tests that fail", "a list of test names, or its JSON or Python text", "tests that fail"],
    ["PASS_TO_PASS", { a: 1 }, "a list of test names, or its JSON or Python text", '{"a":1}'],
    ["problem_statement", "a\0b", "text without NUL characters", "one at character 2"],
    ["hints_text", "\ud800", "well-formed Unicode", "half of a surrogate pair"],
  ])("%s: %j", (field, value, expected, found) => {
    expect(adapt({ ...good, [field]: value })).toEqual({ ok: false, problems: [{ field, expected, found }] });
  });

  test("deep inside a column", () => {
    expect(adapt({ ...good, meta: { a: [1, "x\0"] } })).toMatchObject({
      ok: false,
      problems: [{ field: "meta.a[1]" }],
    });
  });

  test("optional columns may be missing, null or of no use", () => {
    const { hints_text: _hints, created_at: _created, test_patch: _tests, ...fewer } = good;
    const task = accept(adapt({ ...fewer, version: null, created_at: "long ago", difficulty: "tricky" })).task;
    expect(task).toMatchObject({ hints: "", testPatch: "", createdAt: null, version: null, difficulty: null });
    expect(task.extra).toMatchObject({ created_at: "long ago", difficulty: "tricky" });
  });
});

describe("pickAdapter", () => {
  test("says what each schema misses, the closest first", () => {
    const picked = pickAdapter(new Set(["instance_id", "repo", "base_commit", "patch", "FAIL_TO_PASS"]), {});
    expect(picked.ok ? null : picked.missing[0]).toEqual({ adapter: "SWE-bench", columns: ["PASS_TO_PASS"] });
    expect(picked.ok ? "" : picked.message).toContain("SWE-bench needs PASS_TO_PASS");
  });
});

function adapt(record: JsonObject): Adapted {
  const picked = pickAdapter(new Set(Object.keys(record)), record);
  if (!picked.ok) throw new Error(picked.message);
  return picked.adapter.adapt(record);
}

function accept(adapted: Adapted) {
  if (!adapted.ok) throw new Error(JSON.stringify(adapted.problems));
  return adapted;
}
