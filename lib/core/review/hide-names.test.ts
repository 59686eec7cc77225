import fc from "fast-check";
import { expect, it } from "vitest";
import { hideNames, hideNamesInCut, listTellingNames } from "./hide-names.ts";

it("hides names in every text of a value, whatever their case, and leaves the rest alone", () => {
  const at = new Date(0);
  const value = { title: "I am GPT-Five", deep: [{ text: "gpt-five/gpt-five" }, 5, null, true], at };
  expect(hideNames(value, listTellingNames(["acme/gpt-five"]))).toEqual({
    title: "I am [hidden]",
    deep: [{ text: "[hidden]/[hidden]" }, 5, null, true],
    at,
  });
});

it.each([
  [
    ["acme/Model-7b", null],
    ["acme/Model-7b", "Model-7b"],
  ],
  [["agent", "openhands"], ["openhands"]],
  [["v1", "", "o3-mini"], ["o3-mini"]],
])("of %j the telling names are %j", (names, telling) => {
  expect(listTellingNames(names)).toEqual(telling);
});

it("leaves no name in any text", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string({ minLength: 8 }).filter((name) => !"[hidden]".includes(name.toLowerCase())),
      (text, name) => {
        const names = listTellingNames([name]);
        const hidden = hideNames(`${text}${name}${text}`, names);
        for (const one of names) expect(hidden.replaceAll("[hidden]", "\n")).not.toContain(one);
      },
    ),
  );
});

it.each([
  ["call acme/Myst…", "call …"],
  ["call mystic-7…", "call …"],
  ["call Mystic-7b…", "call [hidden]…"],
  ["as night-mystic-7b-r…", "as …"],
  ["acme/mystic-7b, then more of i…", "[hidden], then more of i…"],
  ["call Myst", "call Myst"],
])("leaves no beginning of a name where %j was cut", (text, shown) => {
  expect(hideNamesInCut(text, listTellingNames(["acme/Mystic-7b", "night-mystic-7b-run"]))).toBe(shown);
});
