import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffEdit, type EditLine } from "./diff-edit.ts";

const marks = { context: " ", removed: "-", added: "+" } as const;
const write = (lines: readonly EditLine[]) => lines.map(({ kind, text }) => `${marks[kind]}${text}`);

describe("diffEdit", () => {
  it("shows what a replacement keeps, takes away and puts there", () => {
    const before = "def f():\n    a = 1\n    b = 2\n    return a\n";
    const after = "def f():\n    a = 1\n    b = 3\n    c = 4\n    return a\n";
    expect(write(diffEdit({ type: "replace", before, after }))).toEqual([
      " def f():",
      "     a = 1",
      "-    b = 2",
      "+    b = 3",
      "+    c = 4",
      "     return a",
    ]);
  });

  it("shows a new file, an insertion and new lines as added", () => {
    expect(write(diffEdit({ type: "create", text: "a\n\nb\n" }))).toEqual(["+a", "+", "+b"]);
    expect(write(diffEdit({ type: "insert", line: 3, text: "a" }))).toEqual(["+a"]);
    expect(write(diffEdit({ type: "lines", firstLine: 1, lastLine: 2, text: "" }))).toEqual([]);
  });

  it("reads a patch by its marks, and its headers as they are", () => {
    const patch = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
    expect(write(diffEdit({ type: "patch", patch }))).toEqual([
      " --- a/x",
      " +++ b/x",
      " @@ -1,2 +1,2 @@",
      " a",
      "-b",
      "+c",
    ]);
  });

  it("tells nothing of an edit that tells no text", () => {
    expect(diffEdit({ type: "undo" })).toEqual([]);
    expect(diffEdit({ type: "unknown" })).toEqual([]);
  });

  it("gives both texts back, however they differ", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "", "long line"), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffEdit({ type: "replace", before: before.join("\n"), after: after.join("\n") });
        const side = (left: EditLine["kind"]) => diff.filter(({ kind }) => kind !== left).map(({ text }) => text);
        expect(side("added").join("\n")).toBe(before.join("\n").replace(/\n$/, ""));
        expect(side("removed").join("\n")).toBe(after.join("\n").replace(/\n$/, ""));
      }),
    );
  });

  it("compares no further than it can afford", () => {
    const lines = (word: string) => Array.from({ length: 5_000 }, (_, line) => `${word} ${line}`).join("\n");
    const diff = diffEdit({ type: "replace", before: lines("old"), after: lines("new") });
    expect(diff).toHaveLength(10_000);
    expect(diff[5_000]).toEqual({ kind: "added", text: "new 0" });
  });
});
