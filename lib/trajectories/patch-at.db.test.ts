import { describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import type { Trajectory } from "#lib/core/trajectory/model";
import { parseTrajectories } from "#lib/core/trajectory/parse-trajectories";
import { samplePatch } from "#lib/db/testing/sample-records";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { findPatchAt } from "#lib/trajectories/patch-at";

const database = testDatabase();

describe("findPatchAt", () => {
  it("tells the working tree after each step, and the final patch after the last", async () => {
    const { ctx, id } = await stored([created("1", "new.py", "first = 1\n"), ran("2", "ls")], samplePatch("a.py", 1));
    expect(await findPatchAt(ctx, id, 1)).toMatchObject({ asked: 1, isKnown: true, files: [] });
    const second = await findPatchAt(ctx, id, 2);
    expect(second).toMatchObject({ isKnown: true, files: [{ path: "new.py", certainty: "rebuilt" }] });
    expect(second?.files[0]?.patch).toContain("+first = 1");
    expect(await findPatchAt(ctx, id, 3)).toMatchObject({
      asked: 3,
      files: [{ path: "a.py", patch: samplePatch("a.py", 1), certainty: "exact" }],
    });
    expect(await findPatchAt(ctx, id, 4)).toBeUndefined();
  });

  it("says from which step on it cannot be told", async () => {
    const { ctx, id } = await stored([ran("1", "ls"), ran("2", "sed -i s/a/b/ a.py")], null);
    expect(await findPatchAt(ctx, id, 2)).toMatchObject({ isKnown: true, unknownSince: null });
    expect(await findPatchAt(ctx, id, 3)).toMatchObject({
      isKnown: false,
      unknownSince: 3,
      reason: expect.any(String),
      files: [{ path: "a.py", patch: null, certainty: "unknown" }],
    });
  });

  it.each([[0], [1.5], [Number.NaN], [2 ** 40]])("knows no trajectory %d", async (id) => {
    expect(await findPatchAt(await database().ctxOf("viewer"), id, 1)).toBeUndefined();
  });
});

type Message = Readonly<Record<string, unknown>>;

async function stored(messages: readonly (readonly Message[])[], finalPatch: string | null) {
  const ctx: Ctx = await database().ctxOf("viewer");
  const record = { messages: [{ role: "user", content: "Mend it." }, ...messages.flat()] };
  const [trajectory] = parseTrajectories(record).value;
  if (!trajectory) throw new Error("The record was not read");
  const given: Trajectory = { ...trajectory, finalPatch };
  return { ctx, id: await insertTrajectory(ctx.db, given) };
}

function created(id: string, path: string, text: string): Message[] {
  return called(id, "str_replace_editor", { command: "create", path: `/testbed/${path}`, file_text: text }, "created");
}

function ran(id: string, command: string): Message[] {
  return called(id, "bash", { command }, "");
}

function called(id: string, name: string, args: object, result: string): Message[] {
  const call = { id, type: "function", function: { name, arguments: JSON.stringify(args) } };
  return [
    { role: "assistant", content: "", tool_calls: [call] },
    { role: "tool", tool_call_id: id, content: result },
  ];
}
