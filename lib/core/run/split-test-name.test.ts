import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitTestName } from "./split-test-name.ts";

describe("splitTestName", () => {
  it.each([
    ["test_short", ["", "test_short", ""]],
    ["tests/a.py::TestA::test_b", ["tests/a.py::TestA::", "test_b", ""]],
    ["suite > case > does it", ["suite > case > ", "does it", ""]],
    ["tests/a.js", ["tests/", "a.js", ""]],
    ["", ["", "", ""]],
    ["a.py::test_with_a_long_name[parameter-7]", ["a.py::", "test_with_a_long_name[", "parameter-7]"]],
    ["::test", ["::", "test", ""]],
    ["a::", ["a::", "", ""]],
    [`${"😀".repeat(30)}`, ["", "😀".repeat(18), "😀".repeat(12)]],
  ])("cuts %j", (name, pieces) => {
    const { place, start, end } = splitTestName(name);
    expect([place, start, end]).toEqual(pieces);
  });

  it("loses nothing", () => {
    const pieces = fc.array(fc.constantFrom("a", "::", "/", " > ", ">", "😀", "\ud83d", "é"), { maxLength: 60 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const name = parts.join("");
        const { place, start, end } = splitTestName(name);
        expect(place + start + end).toBe(name);
      }),
    );
  });
});
