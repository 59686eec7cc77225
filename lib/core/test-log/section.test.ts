import { describe, expect, test } from "vitest";
import { findSection } from "./section.ts";

const start = ">>>>> Start Test Output";
const end = ">>>>> End Test Output";

describe("findSection", () => {
  test.each([
    ["plain markers", `a\n${start}\nb\nc\n${end}\nd`, "\nb\nc\n", 2],
    ["traced no-ops", `a\n+ : '${start}'\nb\n+ : '${end}'\nd`, "'\nb\n", 2],
    ["traced echoes", `+ echo '${start}'\n${start}\nb\n+ echo '${end}'\n${end}\n`, "\nb\n", 2],
    ["output without a last newline", `${start}\nPASSED x+ : '${end}'\n`, "\nPASSED x", 1],
    ["swebench 1", `x\n>>>>> Applied Patch (pred)\ny\n>>>>> Applied Patch (pred)\nz`, "\nz", 4],
  ])("%s", (_what, log, text, firstLine) => {
    expect(findSection(log)).toMatchObject({ part: { text, firstLine }, hasMarkers: true, problems: [], badCodes: [] });
  });

  test.each([
    ["no marker", "a\nb", "neither"],
    ["no end", `a\n${start}\nb`, "none"],
    ["no start", `a\n${end}\nb`, "the end alone"],
    ["no end, though a patch was applied", `>>>>> Applied Patch (pred)\n${start}\nb`, "none"],
  ])("%s: the whole log, and a problem", (_what, log, found) => {
    const section = findSection(log);
    expect(section).toMatchObject({ part: { text: log, firstLine: 1 }, hasMarkers: false });
    expect(section.problems).toMatchObject([{ found }]);
  });

  test("a second start ends the part, as in the harness, and is a problem", () => {
    const section = findSection(`${start}\na\n${start}\nb\n${end}\n`);
    expect(section.part.text).toBe("\na\n");
    expect(section.problems).toMatchObject([{ line: 3, found: "another one" }]);
  });

  test("an end before the start alone lets the part go on to the end of the log", () => {
    const section = findSection(`${end}\n${start}\na`);
    expect(section).toMatchObject({ hasMarkers: true, part: { text: "\na", firstLine: 2 } });
    expect(section.problems).toMatchObject([{ line: 2, found: "one before it alone" }]);
  });

  test.each(["Patch Apply Failed", "Reset Failed", "Tests Errored", "Tests Timed Out"])("%s is a bad code", (code) => {
    const section = findSection(`${start}\na\n>>>>> ${code} (pred)\n${end}\n`);
    expect(section.badCodes).toEqual([code]);
    expect(section.problems).toMatchObject([{ line: 3, found: `>>>>> ${code}` }]);
  });

  test.each([
    [">>>>> Test Exit Code: 0", 0, []],
    ["+ echo '>>>>> Test Exit Code: 1'\n>>>>> Test Exit Code: 1", 1, []],
    [">>>>> Test Exit Code: -9", -9, []],
    [">>>>> Test Exit Code: 0\n>>>>> Test Exit Code: 2", 2, [{ line: 4, found: "2 after 0" }]],
    [">>>>> Test Exit Code: none", null, [{ line: 3, found: "Test Exit Code: none" }]],
    ["nothing", null, []],
  ])("the exit code in %j", (text, exitCode, problems) => {
    const section = findSection(`${start}\n${end}\n${text}\n`);
    expect(section.exitCode).toBe(exitCode);
    expect(section.problems).toMatchObject(problems);
  });
});
