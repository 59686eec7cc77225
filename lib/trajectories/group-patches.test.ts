import { expect, test } from "vitest";
import { type EvaluatedPatch, groupPatches } from "#lib/trajectories/group-patches";

let lastId = 0;

function patch(instanceId: string, patchHash: string, more: Partial<EvaluatedPatch> = {}): EvaluatedPatch {
  return { id: ++lastId, dataset: "d", instanceId, model: "m", run: null, patchHash, ...more };
}

function told(patches: readonly EvaluatedPatch[]) {
  return groupPatches(patches).map(({ dataset, model, name, patches: own }) => [
    `${dataset} ${model} ${name}`,
    ...own.map(({ instanceId, patchHash }) => `${instanceId} ${patchHash}`),
  ]);
}

test("patches of one model and run are one set", () => {
  const patches = [
    patch("a", "1"),
    patch("b", "1"),
    patch("a", "2", { model: "n" }),
    patch("a", "3", { run: "r" }),
    patch("a", "4", { dataset: "e" }),
  ];
  expect(told(patches)).toEqual([
    ["d m Trajectories", "a 1", "b 1"],
    ["d n Trajectories", "a 2"],
    ["d m Trajectories of r", "a 3"],
    ["e m Trajectories", "a 4"],
  ]);
});

test("of several patches for one task each has its own set, and the same one is run once", () => {
  const patches = [patch("a", "1"), patch("a", "2"), patch("a", "1"), patch("b", "1"), patch("a", "3")];
  expect(told(patches)).toEqual([
    ["d m Trajectories", "a 1", "b 1"],
    ["d m Trajectories, 2. patches", "a 2"],
    ["d m Trajectories, 3. patches", "a 3"],
  ]);
});

test("a name is never longer than a set may be called", () => {
  const [, second] = groupPatches([
    patch("a", "1", { run: "r".repeat(500) }),
    patch("a", "2", { run: "r".repeat(500) }),
  ]);
  expect(second?.name).toHaveLength(200);
  expect(second?.name).toMatch(/, 2\. patches$/);
});
