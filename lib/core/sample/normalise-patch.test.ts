import { expect, test } from "vitest";
import { expectFast } from "#lib/testing/expect-fast";
import { normalisePatch } from "./normalise-patch.ts";

const patch = [
  "diff --git a/src/m.py b/src/m.py",
  "index 83db48f..bf269f4 100644",
  "--- a/src/m.py",
  "+++ b/src/m.py",
  "@@ -1,3 +1,3 @@ def f():",
  " first = 0",
  "-second = 0",
  "+second  = 1",
  "",
].join("\n");

test.each([
  ["without its index line", patch.replace(/^index.*\n/mu, "")],
  ["elsewhere in the file", patch.replace("-1,3 +1,3", "-40,3 +44,3")],
  ["with other spaces", patch.replace("second  = 1", "second = 1  ").replaceAll("\n", "\r\n")],
  ["with blank context", patch.replace("-1,3 +1,3", "-1,4 +1,4").replace(" first", " \n first")],
  ["with a blank line more", patch.replace("+1,3", "+1,4").replace("+second", "+  \n+second")],
  ["without context", patch.replace("-1,3 +1,3", "-2 +2").replace(" first = 0\n", "")],
  ["in two hunks", patch.replace("-1,3 +1,3", "-1,2 +1").replace("+second", "@@ -9,0 +9 @@\n+second")],
  [
    "as diff writes it",
    patch.replace(/^diff.*\nindex.*\n/mu, "").replace(/^(---|\+\+\+) (.*)$/gmu, "$1 $2\t2024-01-01 00:00:00"),
  ],
  ["without prefixes", patch.replaceAll(" a/", " ").replaceAll(" b/", " ")],
  ["with the mode of its file", patch.replace("bf269f4 100644", "bf269f4 100755")],
])("is the same %s", (_what, other) => {
  expect(normalisePatch(other)).toBe(normalisePatch(patch));
});

test.each([
  ["another change", patch.replace("= 1", "= 2")],
  ["another file", patch.replaceAll("m.py", "n.py")],
  ["a line that only looks like an index", patch.replace("+1,3", "+1,4").replace(" first", "+index 1..2\n first")],
  [
    "its lines the other way round",
    patch.replace("-second = 0", "-second  = 1").replace("+second  = 1", "+second = 0"),
  ],
  ["a file more", `${patch}diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`],
  ["a new name for its file", patch.replace("+++ b/src/m.py", "+++ b/src/n.py")],
])("is not the same with %s", (_what, other) => {
  expect(normalisePatch(other)).not.toBe(normalisePatch(patch));
});

test("takes the files in any order", () => {
  const other = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";
  expect(normalisePatch(`${other}${patch}`)).toBe(normalisePatch(`${patch}${other}`));
});

test("tells patches that no lines are changed by by their names", () => {
  const rename = (name: string) =>
    `diff --git a/x b/${name}\nsimilarity index 100%\nrename from x\nrename to ${name}\n`;
  expect(normalisePatch(rename("y"))).not.toBeNull();
  expect(normalisePatch(rename("y"))).not.toBe(normalisePatch(rename("z")));
});

test("takes a linear time", () => {
  for (const unit of [patch, "@@ -1 +1 @@\n", "--- a\n+++ b\n", "+ \t ".repeat(20), "+x\n", "diff --git a b\n"]) {
    expectFast(() => normalisePatch(unit.repeat(Math.ceil(500_000 / unit.length))));
  }
});

test.each(["", " \n\n", "index 1..2\n", "-a\n+b\n", patch.replaceAll(/^[-+]second.*\n/gmu, "")])(
  "%j changes nothing",
  (empty) => {
    expect(normalisePatch(empty)).toBeNull();
  },
);
