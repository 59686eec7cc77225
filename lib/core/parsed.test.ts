import { expect, it } from "vitest";
import { excerpt } from "./parsed.ts";

it.each([
  ["as it is", "as it is"],
  ["on\n  one\tline", "on one li…"],
  ["exactly ten", "exactly t…"],
  [`ab${" ".repeat(20)}cd`, "ab …"],
  ["123456789", "123456789"],
  ["12345678\u{1f600}more", "12345678\ufffd…"],
])("shortens %j to %j, with an ellipsis wherever something is left out", (text, shown) => {
  expect(excerpt(text, 10)).toBe(shown);
});
