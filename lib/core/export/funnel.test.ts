import { expect, it } from "vitest";
import { FunnelCounter } from "./funnel.ts";

it("tells what was left after each step, why the rest was not, and the first of those", () => {
  const funnel = new FunnelCounter(["approved"]);
  for (let number = 0; number < 25; number++) funnel.drop("validated", "no validation", `task-${number}`);
  funnel.drop("approved", "status imported", "a");
  funnel.drop("approved", "status rejected", "b");
  funnel.drop("approved", "status imported", "c");
  expect(funnel.dropped).toBe(28);
  expect(funnel.steps(40, 12)).toEqual([
    { step: "matched", count: 40, dropped: [] },
    {
      step: "approved",
      count: 37,
      dropped: [
        { reason: "status imported", count: 2, ids: ["a", "c"] },
        { reason: "status rejected", count: 1, ids: ["b"] },
      ],
    },
    {
      step: "validated",
      count: 12,
      dropped: [
        { reason: "no validation", count: 25, ids: Array.from({ length: 20 }, (_, number) => `task-${number}`) },
      ],
    },
    { step: "written", count: 12, dropped: [] },
  ]);
});

it("keeps the order of the steps that were named, those without a drop too", () => {
  const funnel = new FunnelCounter(["resolved", "approved", "unique"]);
  funnel.drop("unique", "a twin", "a");
  funnel.drop("odd", "another", "b");
  funnel.drop("resolved", "unresolved", "c");
  expect(funnel.steps(4, 1).map(({ step, count }) => [step, count])).toEqual([
    ["matched", 4],
    ["resolved", 3],
    ["approved", 3],
    ["unique", 2],
    ["odd", 1],
    ["written", 1],
  ]);
});

it("takes a reason for one whatever the step of the trajectory that it speaks of", () => {
  const funnel = new FunnelCounter(["consistent"]);
  funnel.drop("consistent", "Step 17: a call has no answer", "a");
  funnel.drop("consistent", "Step 3: a call has no answer", "b");
  expect(funnel.steps(2, 0)[1]?.dropped).toEqual([{ reason: "a call has no answer", count: 2, ids: ["a", "b"] }]);
});

it("sums up reasons that are many and rare", () => {
  const funnel = new FunnelCounter(["consistent"]);
  for (let number = 100; number < 200; number++) funnel.drop("consistent", `a call of tool-${number}`, `${number}`);
  funnel.drop("consistent", "a call of tool-199", "200");
  const dropped = funnel.steps(101, 0)[1]?.dropped ?? [];
  expect(dropped).toHaveLength(51);
  expect(dropped[0]).toEqual({ reason: "a call of tool-199", count: 2, ids: ["199", "200"] });
  expect(dropped.at(-1)).toMatchObject({ reason: "50 other reasons", count: 50, ids: { length: 20 } });
});
