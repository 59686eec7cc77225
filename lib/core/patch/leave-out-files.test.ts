import { expect, it } from "vitest";
import { leaveOutFiles, patchedPaths } from "./leave-out-files.ts";

const source = section("src/a.py");
const test = section("tests/test_a.py");
const other = section("src/b.py");

it("takes out the files named and leaves the rest to the byte", () => {
  const patch = `a line of talk\n${source}${test}${other}`;
  expect(leaveOutFiles(patch, new Set(["tests/test_a.py"]))).toBe(`a line of talk\n${source}${other}`);
  expect(leaveOutFiles(patch, new Set())).toBe(patch);
  expect(leaveOutFiles(test, patchedPaths(test))).toBe("");
});

it("sees a file under its old and its new name", () => {
  const rename =
    "diff --git a/tests/old.py b/lib/new.py\nsimilarity index 100%\nrename from tests/old.py\nrename to lib/new.py\n";
  expect([...patchedPaths(rename)]).toEqual(["tests/old.py", "lib/new.py"]);
  expect(leaveOutFiles(source + rename, new Set(["tests/old.py"]))).toBe(source);
  expect(leaveOutFiles(source + rename, new Set(["lib/new.py"]))).toBe(source);
});

it("leaves text alone that is no patch", () => {
  expect(leaveOutFiles("nothing here", new Set(["nothing"]))).toBe("nothing here");
});

function section(path: string): string {
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-one\n+two\n`;
}
