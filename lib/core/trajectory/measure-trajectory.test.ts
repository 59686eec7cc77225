import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureTrajectory } from "./measure-trajectory.ts";
import {
  type BuiltStep,
  bash,
  buildMetrics,
  buildTrajectory,
  say,
  turn,
  userSays,
} from "./testing/build-trajectory.ts";

function patch(path: string, kind: "modified" | "added" = "modified"): string {
  const old = kind === "added" ? "/dev/null" : `a/${path}`;
  const mode = kind === "added" ? "new file mode 100644\n" : "";
  const body = kind === "added" ? "@@ -0,0 +1 @@\n+x\n" : "@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
  return `diff --git a/${path} b/${path}\n${mode}--- ${old}\n+++ b/${path}\n${body}`;
}

const gold = { patch: patch("src/a.py"), testPatch: patch("tests/test_a.py") };
const view = turn("str_replace_editor", { command: "view", path: "/testbed/src/a.py" }, "…");
const edit = turn(
  "str_replace_editor",
  { command: "str_replace", path: "/testbed/src/a.py", old_str: "b", new_str: "c" },
  "edited",
);

test("counts turns, calls, files, commands and test runs", () => {
  const measures = measureTrajectory(
    buildTrajectory(
      [
        userSays("Fix it"),
        view,
        bash("cd /testbed && cat > reproduce.py <<'E'\nx\nE"),
        edit,
        bash("python -m pytest tests", "= 1 failed, 2 passed in 0.1s =", 1),
        turn("think", { thought: "hm" }),
        { ...edit, isCopiedContext: true },
        turn("finish", {}),
      ],
      { finalPatch: patch("src/a.py") },
    ),
    gold,
  );
  expect(measures).toMatchObject({
    steps: 7,
    turns: 6,
    toolCalls: { command: 2, view: 1, edit: 1, think: 1, finish: 1, other: 0 },
    filesRead: ["src/a.py"],
    filesEdited: ["reproduce.py", "src/a.py"],
    commands: 2,
    testRuns: [{ step: 5, runner: "pytest", result: { passed: 2, failed: 1, errors: 0, skipped: 0 } }],
    errors: [{ step: 5, reason: "exit_code" }],
    firstEditStep: 3,
    firstGoldEditStep: 4,
    patchSize: { files: 1, hunks: 1, added: 1, removed: 1 },
    overlap: { sharedFiles: ["src/a.py"], onlyInFirst: [], onlyInSecond: [] },
    flags: [],
  });
});

test("an edit that was refused changes nothing; one without a path belongs to the open file", () => {
  const measures = measureTrajectory(
    buildTrajectory([
      turn("open", { path: "src/a.py" }, "[File: /testbed/src/a.py (9 lines total)]\n1:a"),
      turn("edit", { search: "a", replace: "b" }, "Your proposed edit has introduced new syntax error(s)."),
      turn("edit", { search: "a", replace: "c" }, "Text replaced."),
    ]),
    gold,
  );
  expect(measures.errors).toEqual([{ step: 2, reason: "refused" }]);
  expect(measures).toMatchObject({ filesEdited: ["src/a.py"], firstEditStep: 3, firstGoldEditStep: 3 });
});

test("what went wrong outside of calls counts as well", () => {
  const common = { timestamp: null, isCopiedContext: false, extra: {} };
  const steps: BuiltStep[] = [
    userSays("Format error: no action was found"),
    { ...common, kind: "error", message: "endpoint is down", classification: null },
    { ...common, kind: "condensation", summary: "so far", forgottenSteps: [1] },
    userSays("What about errors?"),
  ];
  const measures = measureTrajectory(buildTrajectory(steps), null);
  expect(measures.errors).toEqual([
    { step: 1, reason: "refused" },
    { step: 2, reason: "step" },
  ]);
  expect(measures).toMatchObject({ condensations: 1, overlap: null, patchSize: null, firstGoldEditStep: null });
});

describe("tokens, money and time", () => {
  const metered = (promptTokens: number, costUsd: number | null): BuiltStep => ({
    ...say("x"),
    metrics: buildMetrics({ promptTokens, costUsd }),
  });

  test("are given per turn and summed where the source gives no total", () => {
    const measures = measureTrajectory(buildTrajectory([metered(10, 0.5), say("y"), metered(20, null)]), null);
    expect(measures.turnMetrics.map(({ step, promptTokens, costUsd }) => [step, promptTokens, costUsd])).toEqual([
      [1, 10, 0.5],
      [2, null, null],
      [3, 20, null],
    ]);
    expect(measures.totals).toEqual({ promptTokens: 30, completionTokens: null, cachedTokens: null, costUsd: 0.5 });
  });

  test("a total of the source wins", () => {
    const measures = measureTrajectory(
      buildTrajectory([metered(10, 0.5)], { totals: buildMetrics({ costUsd: 2 }) }),
      null,
    );
    expect(measures.totals).toMatchObject({ promptTokens: 10, costUsd: 2 });
  });

  test("time runs from the earliest stamp to the latest, in UTC where no zone is given", () => {
    const at = (timestamp: string | null): BuiltStep => ({ ...say("x"), timestamp });
    const stamps = ["2025-01-27T22:45:00.500", null, "2025-01-27T22:44:00Z", "nonsense"].map(at);
    expect(measureTrajectory(buildTrajectory(stamps), null).durationSeconds).toBe(60.5);
    expect(measureTrajectory(buildTrajectory([at("2025-01-27T22:45:00Z")]), null).durationSeconds).toBeNull();
  });
});

describe("changed tests", () => {
  const measure = (steps: readonly BuiltStep[], finalPatch: string | null) =>
    measureTrajectory(buildTrajectory(steps, { finalPatch }), gold);

  test("a file of the test patch is tampering, by the final patch and by an edit on the way", () => {
    expect(measure([], patch("tests/test_a.py"))).toMatchObject({
      testChanges: { ofTestPatch: ["tests/test_a.py"] },
      flags: ["tampering"],
    });
    expect(measure([bash("sed -i s/a/b/ /testbed/tests/test_a.py")], patch("src/a.py")).flags).toEqual(["tampering"]);
  });

  test("another test file that was there before is tampering too", () => {
    expect(measure([], patch("tests/test_b.py"))).toMatchObject({
      testChanges: { existing: ["tests/test_b.py"], added: [] },
      flags: ["tampering"],
    });
    const overwritten = [bash("cat tests/test_b.py", "x"), bash("cat > tests/test_b.py <<'E'\ny\nE")];
    expect(measure(overwritten, null).testChanges.existing).toEqual(["tests/test_b.py"]);
  });

  test("a new test file is none, and neither is a file outside the repository", () => {
    const steps = [
      bash("cat > tests/test_new.py <<'E'\nx\nE"),
      bash("sed -i s/x/y/ tests/test_new.py"),
      bash("cat > /tmp/test_it.py <<'E'\nx\nE"),
    ];
    expect(measure(steps, patch("tests/test_new.py", "added"))).toMatchObject({
      testChanges: { ofTestPatch: [], existing: [], added: ["tests/test_new.py"] },
      flags: [],
    });
  });
});

test("flags stand in one order", () => {
  const look = bash("ls", "a");
  const steps = [look, look, look, bash("sed -i s/a/b/ tests/test_a.py")];
  const measures = measureTrajectory(buildTrajectory(steps, { finalPatch: "", exitStatus: "LimitsExceeded" }), gold);
  expect(measures.flags).toEqual(["loop", "tampering", "empty_patch", "hit_cap"]);
  expect(measureTrajectory(buildTrajectory([], { finalPatch: null }), gold).flags).toEqual([]);
});

test("never fails", () => {
  const name = fc.constantFrom("bash", "edit", "str_replace_editor", "open", "think", "apply_patch", "x");
  const step = fc.tuple(
    name,
    fc.dictionary(fc.constantFrom("command", "path", "old_str", "new_str", "raw"), fc.string()),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.string(), fc.string(), (calls, finalPatch, exitStatus) => {
      const steps = calls.map(([tool, args, output]) => turn(tool, args, output));
      expect(measureTrajectory(buildTrajectory(steps, { finalPatch, exitStatus }), gold).turns).toBe(calls.length);
    }),
  );
});
