import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFences } from "./split-fences.ts";

const write = (text: string) => splitFences(text).map((piece) => `${piece.isCode ? "code" : "prose"} ${piece.text}`);

describe("splitFences", () => {
  it("sets blocks of code apart, with their fences", () => {
    expect(write("a\n```python\nx = 1\n```\nb\n")).toEqual(["prose a\n", "code ```python\nx = 1\n```\n", "prose b\n"]);
    expect(write("no code")).toEqual(["prose no code"]);
    expect(write("")).toEqual([]);
  });

  it("keeps two blocks in a row apart, and an open one to the end", () => {
    expect(write("```\na\n```\n~~~\nb\n")).toEqual(["code ```\na\n```\n", "code ~~~\nb\n"]);
  });

  it("ends a block by a fence of its own kind that is as long", () => {
    expect(write("````\n```\n~~~~\n````js\n`````\nafter")).toEqual([
      "code ````\n```\n~~~~\n````js\n`````\n",
      "prose after",
    ]);
  });

  it("takes code within a line for what it is", () => {
    expect(write("```not a fence```\nprose")).toEqual(["prose ```not a fence```\nprose"]);
  });

  it("loses nothing of any text", () => {
    const lines = fc.array(fc.constantFrom("```", "````", "~~~", "```js", "text", "", "  ```", "`a`"), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(lines, (list) => {
        const text = list.join("\n");
        expect(
          splitFences(text)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
