import fc from "fast-check";
import { expect, test } from "vitest";
import { readShownLines } from "./read-shown-lines.ts";

test("reads what `cat -n` of an editor shows, up to the remark below it", () => {
  const text =
    "The file /r/a.py has been edited. Here's the result of running `cat -n` on a snippet of /r/a.py:\n     9\tdef f():\r\n    10\t\treturn 1\n    11\t\nReview the changes and make sure they are as expected.";
  expect(readShownLines(text)).toEqual({ start: 8, lines: ["def f():", "\treturn 1"], total: null });
});

test("reads SWE-agent's window with the length of the file", () => {
  const text =
    "Text replaced.\n[File: /r/a.py (40 lines total)]\n(6 more lines above)\n7:a\n8:\n9:  b\n(31 more lines below)\n";
  expect(readShownLines(text)).toEqual({ start: 6, lines: ["a", "", "  b"], total: 40 });
});

test("leaves the last line of a shortened text out", () => {
  const text =
    "Here's the result of running `cat -n` on a.py:\n     1\tone\n     2\ttw<response clipped><NOTE>…</NOTE>";
  expect(readShownLines(text)?.lines).toEqual(["one"]);
});

test("finds nothing in other texts, and never fails", () => {
  expect(readShownLines("1\tone\n2\ttwo")).toBeNull();
  expect(readShownLines("Here's the result of running `cat -n` on a.py:\n")).toBeNull();
  fc.assert(
    fc.property(
      fc.string(),
      (text) => readShownLines(`Here's the result of running \`cat -n\` on ${text}`)?.start !== -1,
    ),
  );
});
