import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvRow, maxRowCharacters, readCsvRecords, readCsvRows } from "./csv.ts";

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(text: string | Uint8Array, size = 7): Promise<CsvRow[]> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return Array.fromAsync(readCsvRows(inPieces(bytes, size)));
}

async function valuesOf(text: string): Promise<readonly (readonly string[])[]> {
  return (await rowsOf(text)).map((row) => (row.kind === "row" ? row.values : [row.kind]));
}

describe("rows", () => {
  it.each<[string, string, string[][]]>([
    [
      "plain fields",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "no line break at the end",
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["CRLF and CR", "a\r\nb\rc\r\n", [["a"], ["b"], ["c"]]],
    ["empty lines", "\n\na\n\r\n\nb\n", [["a"], ["b"]]],
    [
      "empty fields",
      ",\n,,\n",
      [
        ["", ""],
        ["", "", ""],
      ],
    ],
    [
      "quotes, commas and line breaks in quotes",
      '"a, b","say ""x""","1\n2\r\n3"\nz',
      [["a, b", 'say "x"', "1\n2\r\n3"], ["z"]],
    ],
    ["an empty field in quotes alone", '""\n', [[""]]],
    ["a quote inside a field without quotes", '5" disk,b', [['5" disk', "b"]]],
    ["a byte order mark", "\ufeffa,b", [["a", "b"]]],
    ["blanks, kept", " a , b ", [[" a ", " b "]]],
  ])("of %s", async (_name, text, expected) => {
    expect(await valuesOf(text)).toEqual(expected);
  });

  it("know the line they begin in", async () => {
    const rows = await rowsOf('a\r\n\r\n"1\n2\n3",\nb\n');
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 6]);
  });

  it("with text after a closing quote are a problem, and the next row is read", async () => {
    expect(await rowsOf('a\n"b"c,d\ne\n')).toEqual([
      { kind: "row", line: 1, values: ["a"] },
      { kind: "problem", line: 2, expected: 'a comma or the end of the line after a closing "', found: "c" },
      { kind: "row", line: 3, values: ["e"] },
    ]);
  });

  it("that are never closed are a problem of the line where they begin", async () => {
    const rows = await rowsOf('a\n"b\nc\nd');
    expect(rows.at(-1)).toEqual({
      kind: "problem",
      line: 2,
      expected: 'a closing " for the one in this line',
      found: "the end of the file",
    });
  });

  it("end at bytes that are no UTF-8", async () => {
    const rows = await rowsOf(new Uint8Array([0x61, 0x0a, 0x62, 0x0a, 0xff, 0x0a, 0x63]), 2);
    expect(rows.slice(0, 2)).toMatchObject([{ values: ["a"] }, { values: ["b"] }]);
    expect(rows.slice(2)).toEqual([
      { kind: "problem", line: 3, expected: "text in UTF-8", found: "bytes that are none, from here on" },
    ]);
  });

  it("come back whatever they hold and however the file is cut", async () => {
    const field = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "é", "😀") }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom("\n", "\r\n"),
        async (table, size, lineBreak) => {
          const lines = table.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","));
          const rows = await rowsOf(`\ufeff${lines.join(lineBreak)}${lineBreak}`, size);
          expect(rows.map((row) => row.kind === "row" && row.values)).toEqual(table);
        },
      ),
    );
  });

  it.each([
    ["text", "x".repeat(maxRowCharacters + 1)],
    ["commas", ",".repeat(maxRowCharacters + 1)],
    ["quotes", '"'.repeat(maxRowCharacters + 2)],
  ])("of more %s than are read are a problem, and the next is read", async (_, text) => {
    const rows = await rowsOf(`${text}\na,b\n`, 1_000_000);
    expect(rows).toMatchObject([
      { kind: "problem", line: 1, expected: `a row of at most ${maxRowCharacters} characters` },
      { kind: "row", line: 2, values: ["a", "b"] },
    ]);
  });

  it("never throw", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        for (const row of await rowsOf(bytes, 5)) expect(row.line).toBeGreaterThan(0);
      }),
    );
  });
});

describe("records", () => {
  it("have their values by column, and a problem where fields are missing or too many", async () => {
    const table = await readCsvRecords(inPieces(new TextEncoder().encode("id, note \n1,a\n2\n3,b,c\n4,\n"), 4));
    if ("kind" in table) throw new Error(table.found);
    expect(table.columns).toEqual(["id", "note"]);
    const records = await Array.fromAsync(table.records);
    const expected = "2 fields, as in the line of column names";
    expect(records).toEqual([
      {
        kind: "record",
        line: 2,
        value: new Map([
          ["id", "1"],
          ["note", "a"],
        ]),
      },
      { kind: "problem", line: 3, expected, found: "1" },
      { kind: "problem", line: 4, expected, found: "3" },
      {
        kind: "record",
        line: 5,
        value: new Map([
          ["id", "4"],
          ["note", ""],
        ]),
      },
    ]);
  });

  it.each([
    ["", "an empty file"],
    ["a,b,a\n1,2,3", "a twice"],
    ["a,,\n1,2,3", "an empty name twice"],
    ['"a', "the end of the file"],
  ])("of %j are none", async (text, found) => {
    expect(await readCsvRecords(inPieces(new TextEncoder().encode(text), 3))).toMatchObject({ kind: "problem", found });
  });
});
