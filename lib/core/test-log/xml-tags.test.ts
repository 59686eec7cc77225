import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readXmlTags } from "./xml-tags.ts";

function tags(text: string) {
  return Array.from(readXmlTags({ text, firstLine: 1 }), ({ kind, name, attributes, line }) => [
    kind,
    name,
    Object.fromEntries(attributes),
    line,
  ]);
}

describe("readXmlTags", () => {
  test("start, end and empty tags with their attributes and lines", () => {
    expect(tags(`<a x="1"\n y = '2'>\ntext</a>\n<b/><c d="&lt;&#65;&#x42;&amp;"/>`)).toEqual([
      ["start", "a", { x: "1", y: "2" }, 1],
      ["end", "a", {}, 3],
      ["empty", "b", {}, 4],
      ["empty", "c", { d: "<AB&" }, 4],
    ]);
  });

  test.each([
    ["comments", "<!-- <a> --><b/>", ["b"]],
    ["CDATA", "<a><![CDATA[<b/>]]></a>", ["a", "a"]],
    ["instructions", '<?xml version="1.0"?><a/>', ["a"]],
    ["a comment that never ends", "<!-- <a/>", ["a"]],
    ["comparisons", "if (a < b && c > d) x <= y", []],
    ["an unknown attribute syntax", "<a b=c><d/>", ["d"]],
  ])("%s", (_what, text, names) => {
    expect(tags(text).map(([, name]) => name)).toEqual(names);
  });

  test.each(["&big;", "&#0;", "&#xD800;", "&#x110000;", "&lt", "&;"])("%s stays as it is", (entity) => {
    expect(tags(`<!DOCTYPE x [<!ENTITY big "y">]><a b="${entity}"/>`)).toEqual([["empty", "a", { b: entity }, 1]]);
  });

  test("never fails, and finds what was written", () => {
    const text = fc.string({
      unit: fc.constantFrom("<", ">", "/", "a", "=", '"', "'", " ", "!", "-", "[", "]", "&", ";"),
    });
    fc.assert(fc.property(text, (any) => Array.isArray(tags(any))));
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,5}$/u)), (names) => {
        expect(tags(names.map((name) => `<${name}/>`).join("\n")).map(([, name]) => name)).toEqual(names);
      }),
    );
  });
});
