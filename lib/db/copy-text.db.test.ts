import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CopyValue, formatCopyRow } from "#lib/db/copy-text";
import { testDatabase } from "#lib/db/testing/test-database";

const database = testDatabase();

const hostile = [
  "",
  "\\N",
  "\\.",
  "\\",
  "NULL",
  "null",
  "{",
  "}",
  "{}",
  '"',
  "'",
  ",",
  "\t",
  "\n",
  "\r\n",
  "\\t",
  "\b\f\v",
];
const text = fc
  .oneof(
    fc.constantFrom(...hostile),
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(...hostile, "a", " ", "漢", "🦜", "\u2028", "\ufeff") }),
  )
  .map((value) => value.replaceAll("\0", ""));
const row = fc.tuple(fc.option(text), fc.array(text, { maxLength: 5 }), fc.option(fc.integer()), fc.boolean());

describe("formatCopyRow", () => {
  it("brings every value into the database as it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        expect(await copyAndRead(rows)).toEqual(rows);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("keeps the hostile strings by name", async () => {
    const rows = hostile.map((value) => [value, [value, "x", value], 1, true] as const);
    expect(await copyAndRead(rows)).toEqual(rows);
  });
});

async function copyAndRead(rows: readonly (readonly CopyValue[])[]) {
  const sql = await database().connection.sql.reserve();
  try {
    await sql`create temporary table if not exists copied (n serial, text text, list text[], number integer, flag boolean)`;
    await sql`truncate copied restart identity`;
    const stream = await sql`copy copied (text, list, number, flag) from stdin`.writable();
    const done = new Promise<void>((resolve, reject) => stream.once("finish", resolve).once("error", reject));
    stream.end(rows.map(formatCopyRow).join(""));
    await done;
    const found = await sql<{ text: string; list: string[]; number: number; flag: boolean }[]>`
      select text, list, number, flag from copied order by n`;
    return found.map(({ text, list, number, flag }) => [text, list, number, flag]);
  } finally {
    sql.release();
  }
}
