import { describe, expect, test } from "vitest";
import type { Outcomes, TestStatus } from "../test-log/model.ts";
import { type DerivedTests, deriveTests } from "./derive-tests.ts";
import { measureStability } from "./flakiness.ts";
import { type PolicyId, policies } from "./policies.ts";

const statuses: Readonly<Record<string, TestStatus>> = {
  P: "PASSED",
  F: "FAILED",
  S: "SKIPPED",
  E: "ERROR",
  X: "XFAIL",
};

/** Runs in which one test each is named after its letters before and after, `-` for a run that does not name it. */
function runs(letters: Readonly<Record<string, string>>, count: number): Outcomes[] {
  return Array.from({ length: count }, (_, at) => {
    const named = Object.entries(letters).flatMap(([name, line]) => {
      const status = statuses[line.charAt(at)];
      return status ? [[name, { status }] as const] : [];
    });
    return new Map(named);
  });
}

function derive(policy: PolicyId, cases: readonly string[]): DerivedTests {
  const pairs = cases.map((name) => [name, name.split(" ")] as const);
  const count = (side: number) => Math.max(...pairs.map(([, parts]) => parts[side]?.length ?? 0));
  const side = (at: number) =>
    runs(Object.fromEntries(pairs.map(([name, parts]) => [name, parts[at] ?? ""])), count(at));
  return deriveTests({ policy: policies[policy], empty: side(0), gold: side(1) });
}

const single = [
  "P P",
  "F P",
  "E P",
  "- P",
  "S P",
  "X P",
  "P F",
  "P E",
  "P -",
  "P S",
  "F F",
  "F -",
  "- F",
  "F X",
  "P X",
];

describe("deriveTests", () => {
  test.each([
    ["swebench-5", { f2p: ["F P", "E P", "- P"], p2p: ["P P", "X P"], p2f: ["P F", "P E"], f2f: ["F F", "- F"] }],
    ["skywork", { f2p: ["F P", "E P", "- P"], p2p: ["P P", "X P"], p2f: ["P F", "P E"], f2f: ["F F", "- F"] }],
    [
      "live-3x",
      { f2p: ["F P", "E P", "- P", "S P", "X P"], p2p: ["P P"], p2f: ["P F", "P E", "P X"], f2f: ["F F", "F X"] },
    ],
    ["swe-smith", { f2p: ["F P", "- P", "F -"], p2p: ["P P"], p2f: ["P F", "- F"], f2f: ["F F"] }],
  ] as const)("%s sorts by the letters before and after", (policy, expected) => {
    const { failToPass, passToPass, passToFail, failToFail, flaky } = derive(policy, single);
    const sorted = (names: readonly string[]) => names.toSorted();
    expect({
      f2p: sorted(failToPass),
      p2p: sorted(passToPass),
      p2f: sorted(passToFail),
      f2f: sorted(failToFail),
    }).toEqual({
      f2p: sorted(expected.f2p),
      p2p: sorted(expected.p2p),
      p2f: sorted(expected.p2f),
      f2f: sorted(expected.f2f),
    });
    expect(flaky).toEqual([]);
  });

  test("a test whose repeats do not agree is in no list, with a note", () => {
    const derived = derive("swebench-5", ["FF PP", "FF PF", "FP PP", "EF PP", "PP P-", "PP SS"]);
    expect(derived).toEqual({
      failToPass: ["FF PP", "EF PP"],
      passToPass: [],
      passToFail: [],
      failToFail: [],
      flaky: [
        { name: "FF PF", empty: "FF", gold: "PF" },
        { name: "FP PP", empty: "FP", gold: "PP" },
        { name: "PP P-", empty: "PP", gold: "P-" },
      ],
    });
  });

  test("live-3x: any failure fails, else any run that skips the test skips it", () => {
    const derived = derive("live-3x", ["F PPP", "F PPF", "P PSP", "P PP-", "P PPE"]);
    expect(derived).toMatchObject({
      failToPass: ["F PPP"],
      passToPass: [],
      passToFail: ["P PPE"],
      failToFail: ["F PPF"],
    });
    expect(derived.flaky.map(({ name }) => name)).toEqual(["F PPF", "P PSP", "P PP-", "P PPE"]);
  });

  test("without a run nothing is known", () => {
    const some = runs({ a: "P" }, 1);
    const none = { failToPass: [], passToPass: [], passToFail: [], failToFail: [], flaky: [] };
    expect(deriveTests({ policy: policies["swebench-5"], empty: [], gold: some })).toEqual(none);
    expect(deriveTests({ policy: policies["swebench-5"], empty: some, gold: [] })).toEqual(none);
  });

  test("names come in the order of the gold runs, then of the empty ones", () => {
    const empty = runs({ z: "F", a: "F" }, 1);
    const gold = [new Map([...(runs({ b: "P", a: "P" }, 1)[0] ?? [])])];
    expect(deriveTests({ policy: policies["swe-smith"], empty, gold }).failToPass).toEqual(["b", "a", "z"]);
  });
});

describe("measureStability", () => {
  test("says how each test came out, run by run", () => {
    expect(measureStability(runs({ a: "PXP", b: "PFP", c: "EF-", d: "FEF", e: "SSS" }, 3))).toEqual([
      { name: "a", letters: "PXP", passedRuns: 3, isStable: true },
      { name: "b", letters: "PFP", passedRuns: 2, isStable: false },
      { name: "c", letters: "EF-", passedRuns: 0, isStable: false },
      { name: "d", letters: "FEF", passedRuns: 0, isStable: true },
      { name: "e", letters: "SSS", passedRuns: 0, isStable: true },
    ]);
  });

  test("of no runs is empty", () => expect(measureStability([])).toEqual([]));
});
