import fc from "fast-check";
import { expect, test } from "vitest";
import type { Piece } from "./pieces.ts";
import { type JsonContainer, splitJson } from "./split-json.ts";

const blank = fc.constantFrom("", " ", "\n", "\r\n\t");
const json = fc.jsonValue({ maxDepth: 4 });

test("cuts an array into its items, wherever the chunks end", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(json),
      blank,
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      async (items, gap, isPretty, size) => {
        const body = items.map((item) => gap + JSON.stringify(item, null, isPretty ? 2 : 0) + gap);
        const pieces = await cut(`${gap}[${body.join(",")}${gap}]${gap}`, "array", size);
        expect(pieces.map(parse)).toEqual(roundTrip(items));
      },
    ),
  ));

test("cuts an object into its entries", () =>
  fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string(), json),
      blank,
      fc.integer({ min: 1, max: 9 }),
      async (map, gap, size) => {
        const pieces = await cut(gap + JSON.stringify(map, null, gap === "" ? 0 : 2), "map", size);
        const entries = pieces.map((piece) => JSON.parse(`{${textOf(piece)}}`));
        expect(entries).toEqual(roundTrip(Object.entries(map).map((entry) => Object.fromEntries([entry]))));
      },
    ),
  ));

test("cuts a sequence of objects", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.string(), json)),
      fc.integer({ min: 1, max: 9 }),
      async (items, size) => {
        const pieces = await cut(items.map((item) => JSON.stringify(item, null, 1)).join("\n"), "sequence", size);
        expect(pieces.map(parse)).toEqual(roundTrip(items));
      },
    ),
  ));

test("says the line of each piece", async () => {
  const pieces = await cut('[\n\n{"a":\n1},\n2\n]', "array", 4);
  expect(pieces.map(({ line }) => line)).toEqual([3, 5]);
});

test.each([
  ['[{"a":1},{"b"', ['{"a":1}', '{"b"'], "the end of the file"],
  ["[1", ["1"], "the end of the file"],
])("a text cut off keeps what came before: %s", async (text, whole, found) => {
  const pieces = await cut(text, "array", 3);
  expect(pieces.filter((piece) => "bytes" in piece).map(textOf)).toEqual(whole);
  expect(pieces.at(-1)).toMatchObject({ found });
});

test("a missing item is a piece of its own", async () => {
  expect((await cut("[1,,2,]", "array", 9)).map(textOf)).toEqual(["1", "", "2", ""]);
});

test("never throws, whatever the bytes", () =>
  fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...'[]{},:"\\a1 \n') }),
      fc.constantFrom<JsonContainer>("array", "map", "sequence"),
      async (text, container) => {
        await cut(text, container, 3);
      },
    ),
  ));

async function cut(text: string, container: JsonContainer, chunkBytes: number): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for await (const batch of splitJson(chunksOf(text, chunkBytes), container)) pieces.push(...batch);
  return pieces;
}

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function textOf(piece: Piece): string {
  return "bytes" in piece ? Buffer.from(piece.bytes).toString("utf8").trim() : "";
}

function parse(piece: Piece): unknown {
  return JSON.parse(textOf(piece));
}

/** JSON has one zero. */
function roundTrip(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
