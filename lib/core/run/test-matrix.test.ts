import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLists } from "./compare-lists.ts";
import { findMatrixRows, listMatrixRows } from "./matrix-rows.ts";
import { buildTestMatrix, findDifferences, missingLetter, type TestLists } from "./test-matrix.ts";
import { listUnstableTests } from "./unstable-tests.ts";

const noLists: TestLists = {
  failToPass: [],
  passToPass: [],
  passToFail: [],
  failToFail: [],
  flaky: [],
  quarantined: [],
};

const empty = { names: ["a", "b", "c"], statuses: "FPP", lines: [10, 11, 12] };
const gold = { names: ["b", "a", "d"], statuses: "PPF", lines: [20, 21, 22] };

describe("buildTestMatrix", () => {
  it("joins runs by name and gives what a run does not name as missing", () => {
    const { tests, columns } = buildTestMatrix([empty, gold], noLists);
    expect(tests.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
    expect(columns).toEqual([
      { statuses: "FPP-", lines: [10, 11, 12, 0] },
      { statuses: "PP-F", lines: [21, 20, 0, 22] },
    ]);
  });

  it("puts F2P first, then P2F, P2P, F2F and the rest, and shows tests of the lists that no run names", () => {
    const lists = { ...noLists, failToPass: ["a", "gone"], passToPass: ["b"], passToFail: ["c"], failToFail: ["z"] };
    const { tests, columns } = buildTestMatrix([empty, gold], lists);
    expect(tests.map(({ name, label }) => [name, label])).toEqual([
      ["a", "F2P"],
      ["gone", "F2P"],
      ["c", "P2F"],
      ["b", "P2P"],
      ["z", "F2F"],
      ["d", null],
    ]);
    expect(columns[0]?.statuses).toBe("F-PP--");
  });

  it("takes flaky and quarantined tests out of the lists and says why", () => {
    const lists = { ...noLists, failToPass: ["a", "b"], flaky: ["a", "c"], quarantined: ["b", "c"] };
    const { tests } = buildTestMatrix([empty], lists);
    expect(tests).toEqual([
      { name: "a", label: null, notes: ["flaky"] },
      { name: "b", label: null, notes: ["quarantined"] },
      { name: "c", label: null, notes: ["flaky", "quarantined"] },
    ]);
  });

  it("has the tests of the lists where there is no run", () => {
    expect(buildTestMatrix([], { ...noLists, passToPass: ["a"] })).toEqual({
      tests: [{ name: "a", label: "P2P", notes: [] }],
      columns: [],
    });
  });

  it("takes the first of two tests of one name, and short columns for missing", () => {
    const { columns } = buildTestMatrix([{ names: ["a", "a", "b"], statuses: "PF", lines: [1] }], noLists);
    expect(columns).toEqual([{ statuses: "P-", lines: [1, 0] }]);
  });

  it("is not led astray by names that objects have", () => {
    const odd = { names: ["__proto__", "constructor"], statuses: "PF", lines: [1, 2] };
    expect(buildTestMatrix([odd], noLists).columns).toEqual([{ statuses: "PF", lines: [1, 2] }]);
  });

  it("loses no test of any run, and says of each what the run said", () => {
    const run = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 20 }).chain((names) =>
      fc.record({
        names: fc.constant(names),
        statuses: fc.array(fc.constantFrom(..."PFESX"), { minLength: names.length, maxLength: names.length }),
      }),
    );
    fc.assert(
      fc.property(fc.array(run, { maxLength: 5 }), fc.array(fc.string({ maxLength: 3 })), (runs, failToPass) => {
        const stored = runs.map(({ names, statuses }) => ({
          names,
          statuses: statuses.join(""),
          lines: names.map((_, index) => index + 1),
        }));
        const { tests, columns } = buildTestMatrix(stored, { ...noLists, failToPass });
        const rows = new Map(tests.map(({ name }, row) => [name, row]));
        expect(rows.size).toBe(tests.length);
        for (const [index, { names, statuses }] of stored.entries()) {
          const column = columns[index];
          expect(column?.statuses).toHaveLength(tests.length);
          expect(column?.lines).toHaveLength(tests.length);
          for (const [place, name] of names.entries()) {
            const row = rows.get(name) ?? -1;
            expect([column?.statuses[row], column?.lines[row]]).toEqual([statuses[place], place + 1]);
          }
          const missing = [...(column?.statuses ?? "")].filter((letter) => letter === missingLetter);
          expect(missing).toHaveLength(tests.length - names.length);
        }
      }),
    );
  });
});

describe("findDifferences", () => {
  it("compares all runs, a missing test too, but not with runs that ran no test", () => {
    const nothing = { names: [], statuses: "", lines: [] };
    const matrix = buildTestMatrix([nothing, empty, gold], noLists);
    expect(findDifferences(matrix)).toEqual([true, false, true, true]);
  });

  it("finds none in one run, or without any", () => {
    expect(findDifferences(buildTestMatrix([empty], noLists))).toEqual([false, false, false]);
    expect(findDifferences(buildTestMatrix([], { ...noLists, flaky: ["a"] }))).toEqual([false]);
  });
});

describe("the rows of a matrix", () => {
  const lists = { ...noLists, failToPass: ["a"], passToPass: ["b", "c"], flaky: ["c"] };
  const matrix = buildTestMatrix([empty, gold], lists);

  it("are all, those that differ, F2P or P2P; a flaky test is in neither list", () => {
    const views = listMatrixRows(matrix);
    const namesOf = (rows: readonly number[]) => rows.map((row) => matrix.tests[row]?.name);
    expect(namesOf(views.all)).toEqual(["a", "b", "c", "d"]);
    expect(namesOf(views.differs)).toEqual(["a", "c", "d"]);
    expect(namesOf(views.f2p)).toEqual(["a"]);
    expect(namesOf(views.p2p)).toEqual(["b"]);
  });

  it("are found by a part of the name in either case", () => {
    const named = buildTestMatrix([{ ...empty, names: ["Test::one", "test::two", "other"] }], noLists);
    expect(findMatrixRows(named, [0, 1, 2], "TEST::")).toEqual([0, 1]);
    expect(findMatrixRows(named, [1, 2], "")).toEqual([1, 2]);
    expect(findMatrixRows(named, [1, 2], "one")).toEqual([]);
  });
});

describe("listUnstableTests", () => {
  const run = (statuses: string) => ({ names: ["a", "b", "c"], statuses, lines: [1, 2, 3] });

  it("compares the repeats of a side with each other and not with the other side", () => {
    const runs = [run("FPF"), run("PPP"), run("FPF"), run("PFP"), run("EEE")];
    const kinds = ["empty", "gold", "empty", "gold", "model"] as const;
    expect(listUnstableTests(buildTestMatrix(runs, noLists), kinds)).toEqual([{ name: "b", empty: "PP", gold: "PF" }]);
  });

  it("takes a test that a repeat does not name for unstable", () => {
    const matrix = buildTestMatrix([run("PPP"), { names: ["a", "c"], statuses: "PP", lines: [1, 2] }], noLists);
    expect(listUnstableTests(matrix, ["gold", "gold"])).toEqual([{ name: "b", empty: "", gold: "P-" }]);
  });

  it("finds none where each side ran once", () => {
    expect(listUnstableTests(buildTestMatrix([run("FFF"), run("PPP")], noLists), ["empty", "gold"])).toEqual([]);
  });
});

describe("compareLists", () => {
  it("says what is missing and where it went, and what is new", () => {
    const derived = {
      ...noLists,
      failToPass: ["a", "new", "held"],
      passToPass: ["moved"],
      passToFail: ["broken"],
      failToFail: ["never"],
      flaky: ["shaky"],
      quarantined: ["held"],
    };
    const imported = {
      failToPass: ["a", "moved", "never", "shaky", "unknown"],
      passToPass: ["broken", "held", "moved"],
    };
    expect(compareLists(imported, derived)).toEqual({
      failToPass: {
        shared: 1,
        missing: [
          { name: "moved", because: "P2P" },
          { name: "never", because: "F2F" },
          { name: "shaky", because: "flaky" },
          { name: "unknown", because: "absent" },
        ],
        additional: ["new"],
      },
      passToPass: {
        shared: 1,
        missing: [
          { name: "broken", because: "P2F" },
          { name: "held", because: "quarantined" },
        ],
        additional: [],
      },
    });
  });

  it("finds nothing where both say the same, in whatever order", () => {
    const same = { failToPass: ["b", "a"], passToPass: [] };
    expect(compareLists(same, { ...noLists, failToPass: ["a", "b"] })).toEqual({
      failToPass: { shared: 2, missing: [], additional: [] },
      passToPass: { shared: 0, missing: [], additional: [] },
    });
  });
});
