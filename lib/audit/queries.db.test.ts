import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { loadAuditParams } from "#lib/audit/filters";
import { listAuditEvents, listAuditNames } from "#lib/audit/queries";
import { audit } from "#lib/auth/audit";
import { systemActor } from "#lib/auth/system-actor";
import { testDatabase } from "#lib/db/testing/test-database";

const database = testDatabase();

beforeAll(async () => {
  const { db } = database().connection;
  await db.transaction(async (tx) => {
    await audit(tx, systemActor("ada"), "task.approved", "task:1", { reason: "fit" });
    await audit(tx, systemActor("ada"), "task.rejected", "task:12");
    await audit(tx, systemActor("bob"), "task.approved", "task:2");
    await audit(tx, systemActor("bob"), "dataset.created", "dataset:tools");
  });
});

describe("the audit log", () => {
  it.each([
    ["", 4],
    ["actor=ada", 2],
    ["event=task.approved", 2],
    ["item=task:1", 1],
    ["item=task:", 3],
    ["actor=bob&item=task:", 1],
    ["from=2000-01-01&to=2001-01-01", 0],
    ["from=2000-01-01&to=9999-01-01", 4],
    ["from=yesterday", 4],
    ["from=0000-01-01", 4],
    ["to=0000-12-31", 4],
    ["actor=", 4],
  ])("of %j has %i events", async (search, count) => {
    const ctx = await database().ctxOf("admin");
    const own = (await listAuditEvents(ctx, loadAuditParams(search))).items.filter(
      ({ event }) => event !== "user.created",
    );
    expect(own).toHaveLength(count);
  });

  it("is read on from page to page and back, the newest first", async () => {
    const ctx = await database().ctxOf("admin");
    const all = await listAuditEvents(ctx, loadAuditParams(""), 100);
    const first = await listAuditEvents(ctx, loadAuditParams(""), 2);
    const second = await listAuditEvents(ctx, { ...loadAuditParams(""), cursor: first.nextCursor }, 2);
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 4));
    const back = await listAuditEvents(ctx, { ...loadAuditParams(""), cursor: second.previousCursor }, 2);
    expect(back.items).toEqual(first.items);
    expect(all.items.map(({ id }) => id)).toEqual(all.items.map(({ id }) => id).toSorted((a, b) => b - a));
  });

  it("knows every name once", async () => {
    const { actors, events } = await listAuditNames(await database().ctxOf("admin"));
    expect(actors).toEqual(expect.arrayContaining(["ada", "bob"]));
    expect(new Set(actors).size).toBe(actors.length);
    expect(events).toEqual(expect.arrayContaining(["dataset.created", "task.approved", "task.rejected"]));
  });

  it("is for administrators", async () => {
    const ctx = await database().ctxOf("curator");
    await expect(listAuditEvents(ctx, loadAuditParams(""))).rejects.toThrow(/role admin/);
    await expect(listAuditNames(ctx)).rejects.toThrow(/role admin/);
  });
});

describe.each(["audit_events", "review_events", "review_decisions"])("%s", (table) => {
  it.each([
    ["an update", `update ${table} set at = now()`],
    ["a removal", `delete from ${table}`],
    ["a clearance", `truncate ${table}`],
  ])("refuses %s", async (_what, statement) => {
    const { db } = database().connection;
    await expect(db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
