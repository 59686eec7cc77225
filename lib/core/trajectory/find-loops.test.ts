import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { findLoops } from "./find-loops.ts";
import { findStuckSpans } from "./find-stuck-spans.ts";
import type { AgentStep } from "./model.ts";
import { bash, buildTrajectory, say, turn } from "./testing/build-trajectory.ts";

function turns(letters: string, output = (_: number) => "same"): readonly AgentStep[] {
  const steps = Array.from(letters, (letter, index) => bash(letter, output(index)));
  return buildTrajectory(steps).steps.filter((step) => step.kind === "agent");
}

describe("loops", () => {
  test.each<[string, readonly (readonly [first: number, last: number, period: number, rounds: number])[]]>([
    ["aab", []],
    ["aaa", [[1, 3, 1, 3]]],
    ["xaaaay", [[2, 5, 1, 4]]],
    ["ababab", [[1, 6, 2, 3]]],
    ["abab", []],
    ["abcabcabca", [[1, 9, 3, 3]]],
    ["abcdabcdabcd", []],
    [
      "aaabbb",
      [
        [1, 3, 1, 3],
        [4, 6, 1, 3],
      ],
    ],
  ])("in %s", (letters, expected) => {
    expect(findLoops(turns(letters)).map((one) => [one.firstStep, one.lastStep, one.period, one.rounds])).toEqual(
      expected,
    );
  });

  test("know a repeated call by its arguments, in whatever order and with whatever remark", () => {
    const calls: JsonObject[] = [
      { a: 1, command: "ls" },
      { command: "ls", a: 1 },
      { command: "ls", summary: "again", a: 1 },
    ];
    const steps = buildTrajectory(calls.map((args) => turn("bash", args))).steps;
    expect(findLoops(steps.filter((step) => step.kind === "agent"))).toHaveLength(1);
  });

  test("are idle only where no round brings another result", () => {
    expect(findLoops(turns("aaa"))[0]?.isIdle).toBe(true);
    expect(findLoops(turns("aaa", (index) => `page ${index}`))[0]?.isIdle).toBe(false);
    expect(findLoops(turns("ababab", (index) => `${index % 2}`))[0]?.isIdle).toBe(true);
  });

  test("do not overlap, and hold what they say", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 }), (letters) => {
        let end = 0;
        for (const { firstStep, lastStep, period, rounds } of findLoops(turns(letters.join("")))) {
          expect(firstStep).toBeGreaterThan(end);
          expect(lastStep - firstStep + 1).toBe(period * rounds);
          expect(rounds).toBeGreaterThanOrEqual(3);
          for (let at = firstStep - 1; at + period < lastStep; at++) expect(letters[at]).toBe(letters[at + period]);
          end = lastStep;
        }
      }),
    );
  });
});

describe("stuck spans", () => {
  const nothingFailed = new Set<number>();

  test("four turns with the result of the one before", () => {
    expect(findStuckSpans(turns("abcde"), nothingFailed)).toEqual([
      { firstStep: 2, lastStep: 5, turns: 4, reason: "same_result" },
    ]);
    expect(findStuckSpans(turns("abcd"), nothingFailed)).toEqual([]);
  });

  test("four turns that fail", () => {
    const spans = findStuckSpans(turns("abcdef", String), new Set([2, 3, 4, 5]));
    expect(spans).toEqual([{ firstStep: 2, lastStep: 5, turns: 4, reason: "only_errors" }]);
  });

  test("four turns that were all made before, and turns that call nothing", () => {
    expect(findStuckSpans(turns("abababx", String), nothingFailed)[0]).toMatchObject({
      firstStep: 3,
      lastStep: 6,
      reason: "nothing_new",
    });
    const talk = buildTrajectory(["1", "2", "3", "4"].map(say)).steps.filter((step) => step.kind === "agent");
    expect(findStuckSpans(talk, nothingFailed)).toHaveLength(1);
  });

  test("now one reason and now another", () => {
    const spans = findStuckSpans(
      turns("abcaa", (index) => `${index}`),
      new Set([2, 3]),
    );
    expect(spans).toEqual([{ firstStep: 2, lastStep: 5, turns: 4, reason: "mixed" }]);
  });

  test("empty results are not taken for a repetition", () => {
    expect(
      findStuckSpans(
        turns("abcdef", () => ""),
        nothingFailed,
      ),
    ).toEqual([]);
  });
});
