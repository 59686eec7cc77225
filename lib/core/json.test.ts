import { expect, test } from "vitest";
import { isSameJson } from "./json.ts";

test.each([
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [[1, 2], [2, 1], false],
  [{ a: 1 }, { a: 1, b: 1 }, false],
  [JSON.parse('{"__proto__":{}}'), { x: 1 }, false],
  [null, {}, false],
])("isSameJson %j %j", (a, b, isSame) => expect(isSameJson(a, b)).toBe(isSame));
