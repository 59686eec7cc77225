import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { agentStep, commandStep, sampleTrajectory } from "#lib/core/trajectory/testing/sample-steps";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { findInSteps, longestQuery } from "#lib/trajectories/find";

const database = testDatabase();
let ctx: Ctx;
let id: number;

beforeAll(async () => {
  ctx = await database().ctxOf("viewer");
  const steps = [
    commandStep(1, 'grep "Quoted \\d" a\\b.py', "first line\nSecond LINE\tend 100% a_b"),
    commandStep(2, "ls", "nothing here"),
    agentStep({
      number: 3,
      reasoning: "the line of thought, the LINE",
      calls: [{ id: "c", name: "tool", arguments: { paths: ["src/Zürich.py"] }, extra: { hidden: "secret" } }],
    }),
    commandStep(4, "yes", "flood\n".repeat(6_000)),
  ];
  id = await insertTrajectory(ctx.db, sampleTrajectory(steps));
});

describe("findInSteps", () => {
  const numbers = async (query: string) => (await findInSteps(ctx, id, query)).hits.map(({ number }) => number);

  it("counts every place in any case, step by step, with what stands around the first", async () => {
    expect(await findInSteps(ctx, id, "line")).toEqual({
      hits: [
        { number: 1, count: 2, excerpt: expect.stringContaining("first line Second LINE") },
        { number: 3, count: 2, excerpt: expect.stringContaining("the line of thought") },
      ],
      total: 4,
      isComplete: true,
    });
  });

  it("takes every sign as itself, also those that JSON escapes or that a pattern would read", async () => {
    expect(await numbers('"Quoted \\d" a\\b')).toEqual([1]);
    expect(await numbers("line\nSecond")).toEqual([1]);
    expect(await numbers("LINE\tend")).toEqual([1]);
    expect(await numbers("100%")).toEqual([1]);
    expect(await numbers("a_b")).toEqual([1]);
    expect(await numbers("axb")).toEqual([]);
    expect(await numbers(".*")).toEqual([]);
    expect(await numbers("ZÜRICH")).toEqual([3]);
  });

  it("does not find what is only the form of the stored JSON, or kept beside the step", async () => {
    expect(await numbers("callId")).toEqual([]);
    expect(await numbers("\\n")).toEqual([]);
    expect(await numbers("secret")).toEqual([]);
  });

  it("stops at its cap and says so", async () => {
    expect(await findInSteps(ctx, id, "flood")).toMatchObject({ total: 5_000, isComplete: false });
  });

  it("finds nothing for nothing, for too much, and for a trajectory that is not there", async () => {
    const none = { hits: [], total: 0, isComplete: true };
    expect(await findInSteps(ctx, id, "")).toEqual(none);
    expect(await findInSteps(ctx, id, "x".repeat(longestQuery + 1))).toEqual(none);
    expect(await findInSteps(ctx, 999_999, "line")).toEqual(none);
  });
});
