import fc from "fast-check";
import { expect, test } from "vitest";
import { findInTrajectory, listParts } from "./find-in-trajectory.ts";
import { bash, buildTrajectory, say, turn, userSays } from "./testing/build-trajectory.ts";

const trajectory = buildTrajectory([
  userSays("Find the needle"),
  { ...bash("grep Needle .", "a.py: needle NEEDLE"), reasoning: "a needle in hay" },
  say("nothing"),
  turn("edit", { path: "needle.py", lines: [{ needle: 1 }] }),
]);

test("gives the places by step, in the order of reading, whatever their case", () => {
  const found = findInTrajectory(trajectory, "needle");
  expect(found).toMatchObject({ count: 7, isCut: false });
  expect(found.steps.map(({ step, hits }) => [step, hits.length])).toEqual([
    [1, 1],
    [2, 4],
    [4, 2],
  ]);
  expect(found.steps[1]?.hits).toEqual([
    { in: { field: "reasoning" }, start: 2, end: 8 },
    { in: { field: "call", call: 0, argument: "command" }, start: 5, end: 11 },
    { in: { field: "result", result: 0 }, start: 6, end: 12 },
    { in: { field: "result", result: 0 }, start: 13, end: 19 },
  ]);
});

test("an empty query finds nothing, and a limit is said", () => {
  expect(findInTrajectory(trajectory, "")).toEqual({ steps: [], count: 0, isCut: false });
  expect(findInTrajectory(trajectory, "needle", 3)).toMatchObject({ count: 3, isCut: true });
});

test("every place holds the text that was sought", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 5 })), fc.string({ minLength: 1, maxLength: 2 }), (texts, query) => {
      const spoken = buildTrajectory(texts.map(say));
      for (const { step, hits } of findInTrajectory(spoken, query).steps) {
        const content = listParts(spoken.steps[step - 1] ?? expect.fail()).find((part) => part.in.field === "content");
        for (const { start, end } of hits)
          expect(content?.text.slice(start, end)).toMatch(new RegExp(RegExp.escape(query), "iu"));
      }
    }),
  );
});
