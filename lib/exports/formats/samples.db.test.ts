import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import { bash, buildTrajectory, say, turn, userSays } from "#lib/core/trajectory/testing/build-trajectory";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { makeExport } from "#lib/exports/testing/make-export";

const database = testDatabase();
let ctx: Ctx;
const ids = new Map<string, number>();

beforeAll(async () => {
  ctx = await database().ctxOf("curator");
  const passes = { dataset: "d", verdict: "resolved", decision: "approved" } as const;
  const rows = [
    ["a-long", [userSays("?"), bash("cat", "x".repeat(5_000)), say("Done.")], {}],
    ["b-unresolved", [userSays("?"), say("No.")], { verdict: "unresolved" }],
    ["c-undecided", [userSays("?"), say("Perhaps.")], { decision: null }],
    ["d-open", [userSays("Mail a@b.com"), bash("ls", "a.py"), say("Done.")], { contentHash: "d".repeat(64) }],
    ["e-empty", [userSays("?"), say(" ")], {}],
    ["f-empty", [userSays("?"), userSays("?"), bash("ls", ""), say(" ")], {}],
    ["g-open", [userSays("Mend it."), turn("bash", { command: "ls" })], { contentHash: "9".repeat(64) }],
  ] as const;
  for (const [instanceId, steps, change] of rows) {
    const row = { ...passes, instanceId, ...change };
    ids.set(instanceId, await insertTrajectory(database().connection.db, buildTrajectory(steps), row));
  }
});

function makeSamples(options: Record<string, string | number> = {}) {
  return makeExport(ctx, { dataset: "d", kind: "samples", options: { tokenizer: "characters", ...options } });
}

function nameOf(instanceId: string): string {
  return `${instanceId} (trajectory ${ids.get(instanceId)})`;
}

describe("training samples", () => {
  it("tell what was left after each step in the order of the steps, whatever is dropped first", async () => {
    const { contents } = await makeSamples({ maxTokens: 2_000 });
    expect(contents.funnel.map(({ step, count }) => [step, count])).toEqual([
      ["matched", 7],
      ["resolved", 6],
      ["approved", 5],
      ["consistent", 3],
      ["capped", 2],
      ["unique", 2],
      ["written", 2],
    ]);
  });

  it("are made or refused when they are asked for, by every option that the command line has", async () => {
    await expect(makeSamples({ maxTokens: 2_000_000_000 })).rejects.toThrow(/maxTokens/);
    await expect(makeSamples({ redact: "email,pin" })).rejects.toThrow(/redact: there is no kind pin/);
    const { lines, contents } = await makeSamples({
      subagents: "own",
      maxTokens: "300",
      over: "truncate",
      truncation: "observations",
      observationCharacters: "10",
      redact: "jwt",
      allowedEmailDomains: "b.com",
    });
    expect(contents.options).toMatchObject({ maxTokens: 300, redact: "jwt", subagents: "own" });
    const [first, second] = lines().map((line) => JSON.parse(line));
    expect(first).toMatchObject({ instance_id: "a-long", observations_shortened: 1 });
    expect(second.messages[0].content).toBe("Mail a@b.com");
  });

  it("name what was written by its content, and what was left out by its task, one reason for one cause", async () => {
    const { contents, bytesOf } = await makeSamples({ maxTokens: 2_000 });
    const hashes = `${nameOf("d-open")}\t${"d".repeat(64)}\n${nameOf("g-open")}\t${"9".repeat(64)}\n`;
    expect(bytesOf("content-hashes.tsv").toString("utf8")).toBe(hashes);
    expect(contents.contentsSha256).toBe(createHash("sha256").update(hashes).digest("hex"));
    expect(contents.funnel.find(({ step }) => step === "consistent")?.dropped).toEqual([
      {
        reason: "the agent neither says nor calls anything",
        count: 2,
        ids: [nameOf("e-empty"), nameOf("f-empty")],
      },
    ]);
    const dropped = bytesOf("dropped.jsonl").toString("utf8");
    expect(dropped).toContain('"reason":"Step 4: the agent neither says nor calls anything"');
    expect(JSON.parse(bytesOf("redactions.jsonl").toString("utf8"))).toEqual({
      id: nameOf("d-open"),
      secret: "email",
      path: "messages[0].content",
      count: 1,
    });
  });
});
