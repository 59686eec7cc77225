import { describe, expect, it } from "vitest";
import { systemActor } from "#lib/auth/system-actor";
import { testDatabase } from "#lib/db/testing/test-database";
import { removeView, saveView } from "#lib/views/mutations";
import { listViews } from "#lib/views/queries";

const database = testDatabase();
const view = { page: "/tasks", name: "Short patches", search: "?patchLinesMax=5", isShared: false } as const;
const shared = { ...view, name: "For all", isShared: true } as const;

describe("a saved view", () => {
  it("of one's own is seen by oneself alone", async () => {
    const [mine, other] = await Promise.all([database().ctxOf("viewer"), database().ctxOf("viewer")]);
    const { id } = await saveView(mine, view);
    expect(await listViews(mine, "/tasks")).toContainEqual({
      id,
      name: view.name,
      search: view.search,
      isShared: false,
      isMine: true,
      owner: mine.actor.name,
    });
    expect(await listViews(other, "/tasks")).not.toContainEqual(expect.objectContaining({ id }));
    expect(await listViews(mine, "/runs")).toEqual([]);
  });

  it("that is shared is seen by others, with its owner's name", async () => {
    const [mine, other] = await Promise.all([database().ctxOf("viewer"), database().ctxOf("viewer")]);
    const { id } = await saveView(mine, shared);
    const seen = (await listViews(other, "/tasks")).find((one) => one.id === id);
    expect(seen).toMatchObject({ isMine: false, isShared: true, owner: mine.actor.name });
  });

  it("is removed by its owner, once", async () => {
    const mine = await database().ctxOf("viewer");
    const { id: viewId } = await saveView(mine, view);
    const outcomes = await Promise.allSettled([removeView(mine, { viewId }), removeView(mine, { viewId })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await listViews(mine, "/tasks")).not.toContainEqual(expect.objectContaining({ id: viewId }));
  });

  it.each([
    ["a viewer", "viewer", shared],
    ["a curator", "curator", shared],
    ["an administrator, where it is not shared", "admin", view],
  ] as const)("of somebody else is not removed by %s", async (_who, role, input) => {
    const [owner, other] = await Promise.all([database().ctxOf("viewer"), database().ctxOf(role)]);
    const { id: viewId } = await saveView(owner, input);
    await expect(removeView(other, { viewId })).rejects.toMatchObject({ code: "not_found" });
    expect(await listViews(owner, "/tasks")).toContainEqual(expect.objectContaining({ id: viewId }));
  });

  it("that is shared may be removed by an administrator", async () => {
    const [owner, admin] = await Promise.all([database().ctxOf("viewer"), database().ctxOf("admin")]);
    const { id: viewId } = await saveView(owner, shared);
    await removeView(admin, { viewId });
    expect(await listViews(owner, "/tasks")).not.toContainEqual(expect.objectContaining({ id: viewId }));
  });

  it("is nothing that a machine can own", async () => {
    const ctx = { actor: systemActor("worker"), db: database().connection.db };
    await expect(saveView(ctx, view)).rejects.toMatchObject({ code: "forbidden" });
    const { id } = await saveView(await database().ctxOf("viewer"), shared);
    expect((await listViews(ctx, "/tasks")).find((one) => one.id === id)).toMatchObject({ isMine: false });
  });

  it("goes with its owner", async () => {
    const owner = await database().ctxOf("viewer");
    const { id } = await saveView(owner, shared);
    await database().connection.sql`delete from users where id = ${owner.actor.userId}`;
    const seen = await listViews(await database().ctxOf("viewer"), "/tasks");
    expect(seen).not.toContainEqual(expect.objectContaining({ id }));
  });
});
