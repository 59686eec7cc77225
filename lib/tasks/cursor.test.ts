import fc from "fast-check";
import { expect, it } from "vitest";
import { taskSortKeys } from "#lib/core/task/list";
import { type Cursor, formatCursor } from "#lib/lists/cursor";
import { parseTaskCursor } from "#lib/tasks/cursor";

const order = { sort: "repo", dir: "asc" } as const;
const cursor: Cursor = { ...order, value: "owner/name", id: 7, toward: "next" };

it("a cursor of the same order is read as it was written", () => {
  const any = fc.record({
    sort: fc.constantFrom(
      ...taskSortKeys.filter((key) => key === "repo" || key === "instanceId" || key === "language"),
    ),
    dir: fc.constantFrom("asc" as const, "desc" as const),
    value: fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")),
    id: fc.nat(2 ** 31 - 1),
    toward: fc.constantFrom("next" as const, "previous" as const),
  });
  fc.assert(
    fc.property(any, (one) => {
      expect(parseTaskCursor(formatCursor(one), one)).toEqual(one);
    }),
  );
});

it.each([
  null,
  "",
  "x",
  "🦜",
  Buffer.from("{}").toString("base64url"),
  Buffer.from('["repo","asc"]').toString("base64url"),
])("%j is no cursor", (text) => {
  expect(parseTaskCursor(text, order)).toBeUndefined();
});

it("any text is a cursor or none, and nothing is thrown", () => {
  fc.assert(
    fc.property(fc.base64String(), (text) => {
      expect(() => parseTaskCursor(text, order)).not.toThrow();
    }),
  );
});

it("a cursor of a list in another order is none", () => {
  expect(parseTaskCursor(formatCursor(cursor), { sort: "repo", dir: "desc" })).toBeUndefined();
  expect(parseTaskCursor(formatCursor(cursor), { sort: "status", dir: "asc" })).toBeUndefined();
});

it("its text can stand in a URL as it is", () => {
  expect(formatCursor({ ...cursor, value: "ü/+?&=" })).toMatch(/^[\w-]+$/);
});
