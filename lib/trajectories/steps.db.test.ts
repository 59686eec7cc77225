import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { agentStep, commandStep, noExtras, sampleTrajectory } from "#lib/core/trajectory/testing/sample-steps";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { findTrajectory } from "#lib/trajectories/detail";
import { writeHtml, writeMarkdown } from "#lib/trajectories/export";
import { nameFile } from "#lib/trajectories/name-file";
import { readRecord } from "#lib/trajectories/record";
import { findStep, findStepText, listFoldedSteps, mostSteps, readSteps } from "#lib/trajectories/steps";

const database = testDatabase();
let ctx: Ctx;
let id: number;
const count = 130;
const long = "\u0000 a long line <b>\n".repeat(3_000);
const steps = [
  commandStep(1, "cat log.txt", long, { extra: { seen: true }, reasoning: "why\u0000" }),
  agentStep({ number: 2, calls: [{ id: "c", name: "tool", arguments: {}, extra: { raw: "x" } }] }),
  ...Array.from({ length: count - 2 }, (_, place) => commandStep(place + 3, `echo ${place + 3}`, `${place + 3}`)),
];
const trajectory = sampleTrajectory(steps);

beforeAll(async () => {
  ctx = await database().ctxOf("viewer");
  id = await insertTrajectory(ctx.db, trajectory);
});

describe("listFoldedSteps", () => {
  it("gives a range in order, long texts cut, without what is beyond the model", async () => {
    const [first, second, ...rest] = await listFoldedSteps(ctx, id, 1, 3);
    expect(rest.map(({ step }) => step.number)).toEqual([3]);
    expect(first?.cuts).toEqual([{ path: "results[0].content[0]", characters: long.length, lines: 3_001 }]);
    expect(first?.step).toMatchObject({
      extra: {},
      reasoning: "why\u0000",
      calls: [{ arguments: { command: "cat log.txt" } }],
    });
    expect(JSON.stringify(first).length).toBeLessThan(8_000);
    expect(second?.step).toMatchObject({ calls: [{ extra: {} }] });
  });

  it("gives no more than it may at once, and nothing where there is nothing", async () => {
    expect(await listFoldedSteps(ctx, id, 1, 10_000)).toHaveLength(mostSteps);
    expect(await listFoldedSteps(ctx, id, 131, 140)).toEqual([]);
    expect(await listFoldedSteps(ctx, id, 5, 4)).toEqual([]);
    expect(await listFoldedSteps(ctx, id, Number.NaN, 4)).toEqual([]);
    expect(await listFoldedSteps(ctx, 999_999, 1, 4)).toEqual([]);
  });
});

describe("findStep and findStepText", () => {
  it("give a step as it was stored, and any text of it whole", async () => {
    expect(await findStep(ctx, id, 1)).toEqual(steps[0]);
    expect(await findStep(ctx, id, 131)).toBeUndefined();
    expect(await findStepText(ctx, id, 1, "results[0].content[0]")).toBe(long);
    expect(await findStepText(ctx, id, 1, "results[1].content[0]")).toBeUndefined();
    expect(await findStepText(ctx, id, 0, "reasoning")).toBeUndefined();
  });
});

describe("readSteps", () => {
  it("gives every step in order", async () => {
    const read = await Array.fromAsync(readSteps(ctx, id));
    expect(read).toEqual(steps);
  });
});

describe("the downloads", () => {
  it("hold every step", async () => {
    const found = await findTrajectory(ctx, id);
    if (!found) throw new Error("The trajectory is there");
    const html = (await Array.fromAsync(writeHtml(ctx, found))).join("");
    const markdown = (await Array.fromAsync(writeMarkdown(ctx, found))).join("");
    expect(html.match(/<section id="step-\d+">/g)).toHaveLength(count);
    expect(html).not.toContain("<b>");
    expect(html.endsWith("</html>\n")).toBe(true);
    expect(markdown.match(/^## Step \d+: agent$/gm)).toHaveLength(count);
    for (const text of ["owner__name-1", "some-model", "submitted", "echo 130"]) {
      expect(html).toContain(text);
      expect(markdown).toContain(text);
    }
  });

  it("give the record byte for byte", async () => {
    expect((await readRecord(ctx, id))?.toString()).toBe(JSON.stringify(trajectory));
    expect(await readRecord(ctx, 999_999)).toBeUndefined();
  });

  it("are named after the task, whatever its name holds", () => {
    expect(nameFile({ id: 7, instanceId: 'a/../"b\r\n: c' }, "html")).toBe("a_..__b____c.trajectory-7.html");
  });
});

describe("an empty trajectory", () => {
  it("is told as such everywhere", async () => {
    const empty = await insertTrajectory(ctx.db, sampleTrajectory([], { notes: "empty" }));
    const found = await findTrajectory(ctx, empty);
    expect(found).toMatchObject({ steps: 0, outline: [] });
    expect(await listFoldedSteps(ctx, empty, 1, 20)).toEqual([]);
    expect(await Array.fromAsync(readSteps(ctx, empty))).toEqual([]);
    const single = { kind: "error" as const, number: 1, ...noExtras, message: "no key", classification: null };
    const one = await insertTrajectory(ctx.db, sampleTrajectory([single], { notes: "one" }));
    expect(await listFoldedSteps(ctx, one, 1, 20)).toEqual([{ step: single, cuts: [] }]);
  });
});
