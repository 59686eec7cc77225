import { describe, expect, test } from "vitest";
import { alignTrajectories } from "#lib/core/trajectory/align-trajectories";
import { measureTrajectory } from "#lib/core/trajectory/measure-trajectory";
import { outlineSteps } from "#lib/core/trajectory/outline";
import { bash, buildTrajectory, say } from "#lib/core/trajectory/testing/build-trajectory";
import { areOfOneTask, type ComparedTrajectory } from "#lib/trajectories/compare-model";
import { compareHref, loadComparePlace } from "#lib/trajectories/compare-params";
import { compareFinalPatches } from "#lib/trajectories/compare-patches";
import { titleRows } from "#lib/trajectories/compare-turns";
import { formatCost, formatTokens } from "#lib/trajectories/format-figures";
import { listDifferences } from "#lib/trajectories/list-differences";
import { listMeasures } from "#lib/trajectories/list-measures";
import { listSections } from "#lib/trajectories/list-sections";

describe("rows of turns", () => {
  test("have a line for each side, and say where a side has none", () => {
    const left = buildTrajectory([bash("ls"), bash("cat a", "cat: a: No such file or directory", 1)]);
    const right = buildTrajectory([bash("ls")]);
    const [ours, theirs] = [left, right].map((one) => outlineSteps(one, measureTrajectory(one, null)));
    const { rows } = alignTrajectories(left, right);
    expect(titleRows(rows, ours ?? [], theirs ?? [])).toEqual([
      {
        left: { number: 1, title: "ls", action: "command", isError: false, isGoldEdit: false, hasTests: false },
        right: { number: 1, title: "ls", action: "command", isError: false, isGoldEdit: false, hasTests: false },
        isShared: true,
      },
      {
        left: { number: 2, title: "cat a", action: "command", isError: true, isGoldEdit: false, hasTests: false },
        right: null,
        isShared: false,
      },
    ]);
  });

  test.each([
    ["", []],
    ["===", []],
    ["=||=|", [1, 4]],
    ["|=", [0]],
    ["|||", [0]],
  ])("of %j part at %j", (marks, expected) => {
    expect(listDifferences(Array.from(marks, (mark) => ({ isShared: mark === "=" })))).toEqual(expected);
  });
});

test("two trajectories are of one task by its row, else by its name in the dataset", () => {
  const of = (taskId: number | null, instanceId: string, dataset = "d") =>
    ({ taskId, instanceId, dataset }) as ComparedTrajectory;
  expect(areOfOneTask(of(1, "a"), of(1, "a"))).toBe(true);
  expect(areOfOneTask(of(1, "a"), of(2, "a", "e"))).toBe(false);
  expect(areOfOneTask(of(1, "a"), of(null, "a", "e"))).toBe(false);
  expect(areOfOneTask(of(null, "a"), of(null, "a"))).toBe(true);
  expect(areOfOneTask(of(null, "a"), of(null, "a", "e"))).toBe(false);
  expect(areOfOneTask(of(null, "a"), of(null, "b"))).toBe(false);
});

describe("the address of a comparison", () => {
  test("is read as it was written, and what is no id is none", async () => {
    const place = { left: 7, right: 12, tab: "patches" } as const;
    const search = new URL(compareHref(place), "http://localhost").searchParams;
    expect(await loadComparePlace(Promise.resolve(Object.fromEntries(search)))).toEqual(place);
    for (const left of ["0", "-1", "1e3", "x", "4294967296", ""]) {
      expect(await loadComparePlace(Promise.resolve({ left, tab: "?" }))).toEqual({
        left: null,
        right: null,
        tab: "turns",
      });
    }
  });

  test("leaves out what is not chosen", () => {
    expect(compareHref({ left: 3, right: null, tab: "turns" })).toBe("/trajectories/compare?left=3");
  });
});

describe("final patches", () => {
  test("are compared file by file and hunk by hunk, with each other and with gold", () => {
    const compared = compareFinalPatches(
      patch("a.py", "one") + patch("b.py", "mine"),
      patch("a.py", "one") + patch("c.py", "theirs"),
      patch("b.py", "gold") + patch("d.py", "gold"),
    );
    const change = { added: 1, removed: 1 };
    expect(compared.files).toEqual([
      { path: "a.py", left: change, right: change, gold: null, isSame: true },
      { path: "b.py", left: change, right: null, gold: change, isSame: false },
      { path: "c.py", left: null, right: change, gold: null, isSame: false },
      { path: "d.py", left: null, right: null, gold: change, isSame: false },
    ]);
    expect(compared.left).toEqual({ hunks: 2, shared: 1, same: 1 });
    expect(compared.leftByGold).toEqual({ hunks: 2, shared: 1, same: 0 });
    expect(compared.rightByGold).toEqual({ hunks: 2, shared: 0, same: 0 });
  });

  test("without gold, or without anything, have nothing to say of it", () => {
    expect(compareFinalPatches("", "no patch", null)).toEqual({
      files: [],
      left: { hunks: 0, shared: 0, same: 0 },
      right: { hunks: 0, shared: 0, same: 0 },
      leftByGold: null,
      rightByGold: null,
    });
  });
});

describe("the texts of a step", () => {
  test("stand in the order of reading, each under what it is", () => {
    const { steps } = buildTrajectory([{ ...bash("cat a\ncat b", "both", 1), reasoning: "Look first." }]);
    const [step] = steps;
    expect(step && listSections(step)).toEqual([
      { title: "Reasoning", text: "Look first." },
      { title: "Call of bash", text: "command:\ncat a\ncat b" },
      { title: "Result, exit code 1", text: "both" },
    ]);
  });

  test("say so where nothing came back", () => {
    const [step] = buildTrajectory([bash("true")]).steps;
    expect(step && listSections(step)).toContainEqual({ title: "Result, exit code 0", text: "(nothing)" });
  });
});

test("measures are told in the same rows, known or not", () => {
  const known = listMeasures(measureTrajectory(buildTrajectory([bash("ls"), say("done")]), null));
  expect(listMeasures(undefined).map(({ name }) => name)).toEqual(known.map(({ name }) => name));
  expect(known).toContainEqual({ name: "Turns", value: "2" });
  expect(known).toContainEqual({ name: "Gold files it changes", value: null });
});

test("figures say what is known", () => {
  expect(formatTokens({ promptTokens: 12_345, completionTokens: 0 })).toBe("12,345 in, 0 out");
  expect(formatTokens({ promptTokens: null, completionTokens: 5 })).toBe("5 out");
  expect(formatTokens({ promptTokens: null, completionTokens: null })).toBeNull();
  expect([formatCost(0.01234), formatCost(12), formatCost(null)]).toEqual(["$0.0123", "$12.00", null]);
});

function patch(path: string, text: string): string {
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,1 +1,1 @@\n-old\n+${text}\n`;
}
