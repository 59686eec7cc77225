import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchTestIds } from "./match-test-ids.ts";
import { type TestStatus, testStatuses } from "./model.ts";

function outcomes(tests: Readonly<Record<string, TestStatus>>) {
  return new Map(Object.entries(tests).map(([name, status]) => [name, { status }]));
}

describe("matchTestIds", () => {
  test.each([
    ["t.py::a", "exact", "t.py::a"],
    ["t.py::b[/home/x/data.csv]", "path", "t.py::b[/data.csv]"],
    ["adds (12 ms)", "timing", "adds"],
    ["t.py::c[red and blue]", "cut", "t.py::c[red"],
    ["t.py::d[one", "cut", "t.py::d[one two]"],
    ["t.py::e[log(pho", "prefix", "t.py::e[log(photon)]"],
  ])("%s is found: %s", (id, kind, name) => {
    const tests = outcomes({
      "t.py::a": "PASSED",
      "t.py::b[/data.csv]": "PASSED",
      adds: "PASSED",
      "t.py::c[red": "PASSED",
      "t.py::d[one two]": "PASSED",
      "t.py::d[onerous]": "FAILED",
      "t.py::e[log(photon)]": "PASSED",
    });
    expect(matchTestIds(tests, [id])).toEqual([{ id, kind, name, status: "PASSED" }]);
  });

  test.each(["t.py::x", "t.py::a[1]", "test_a (mod.Class)", "", "t.py::gone[a b", "t.py::a[", "keeps [it] too"])(
    "%j is missing",
    (id) => {
      const tests = outcomes({ "t.py::a": "PASSED", test_a: "PASSED", "t.py::a1": "PASSED", "keeps [it]": "PASSED" });
      expect(matchTestIds(tests, [id])).toEqual([{ id, kind: "missing", status: null }]);
    },
  );

  test("a prefix whose tests do not agree is ambiguous, and says how many there are", () => {
    const tests = outcomes({ "t[a1]": "PASSED", "t[a2]": "FAILED", "t[a3]": "SKIPPED", "t[b]": "PASSED" });
    expect(matchTestIds(tests, ["t[a"])).toEqual([{ id: "t[a", kind: "ambiguous", status: null, candidates: 3 }]);
  });

  test.each([
    [["PASSED", "XFAIL"], "PASSED"],
    [["ERROR", "FAILED"], "ERROR"],
    [["SKIPPED", "SKIPPED"], "SKIPPED"],
  ] as const)("a prefix whose tests agree in kind, %j, is %s", ([first, second], status) => {
    const tests = outcomes({ "t[a1]": first, "t[a2]": second });
    expect(matchTestIds(tests, ["t[a"])).toMatchObject([{ kind: "prefix", status }]);
  });

  test("a prefix is found as by looking at every name", () => {
    const name = fc.stringMatching(/^t\[[ab ]{0,4}\]?$/u);
    const tests = fc.dictionary(name, fc.constantFrom(...testStatuses));
    fc.assert(
      fc.property(tests, fc.array(name, { maxLength: 8 }), (record, ids) => {
        for (const match of matchTestIds(outcomes(record), ids)) {
          const candidates = Object.keys(record).filter((one) => one.startsWith(match.id));
          if (match.kind === "prefix") expect(candidates).toContain(match.name);
          if (match.kind === "exact") expect(record[match.id]).toBe(match.status);
          if (match.kind === "missing" && match.id.includes("[") && !match.id.includes("]")) {
            expect(candidates).toEqual([]);
          }
          if (match.kind === "ambiguous") {
            expect(new Set(candidates.map((one) => record[one])).size).toBeGreaterThan(1);
          }
        }
      }),
    );
  });
});
