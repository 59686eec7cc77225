import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillTestCommand, quoteForShell, testDirectives } from "./directives.ts";

function patchOf(...paths: readonly string[]): string {
  return paths
    .map((path) => `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a\n+b\n`)
    .join("");
}

describe("testDirectives", () => {
  it("names changed files once, in order, without data", () => {
    const patch = patchOf("tests/b.py", "tests/a.py", "tests/data.json", "tests/b.py");
    expect(testDirectives(patch, "files")).toEqual(["tests/b.py", "tests/a.py"]);
    expect(testDirectives(patch, "none")).toEqual([]);
  });

  it("names Django's modules", () => {
    expect(testDirectives(patchOf("tests/admin/test_x.py", "other/tests/y.py"), "modules")).toEqual([
      "admin.test_x",
      "other.tests.y",
    ]);
  });

  it("takes a renamed file by its new name, an added one, and no deleted one", () => {
    const added = "diff --git a/n.py b/n.py\nnew file mode 100644\n--- /dev/null\n+++ b/n.py\n@@ -0,0 +1 @@\n+a\n";
    const deleted =
      "diff --git a/d.py b/d.py\ndeleted file mode 100644\n--- a/d.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";
    const renamed = "diff --git a/o.py b/r.py\nsimilarity index 100%\nrename from o.py\nrename to r.py\n";
    expect(testDirectives(added + deleted + renamed, "files")).toEqual(["n.py", "r.py"]);
  });

  it("lets no name pass for an option", () => {
    expect(testDirectives(patchOf("-pevil.py"), "files")).toEqual(["./-pevil.py"]);
  });
});

describe("fillTestCommand", () => {
  it("puts quoted words in place of {files}, everywhere and literally", () => {
    expect(fillTestCommand("a {files} b {files}", ["x y", "$&"])).toBe("a 'x y' '$&' b 'x y' '$&'");
    expect(fillTestCommand("a", ["x"])).toBe("a");
    expect(fillTestCommand("a {files}", [])).toBe("a ");
  });

  it("gives the shell each text as exactly one word", () => {
    const hostile = ["$(touch /tmp/x)", "`id`", "a'b\"c", "a\nb", "*", "~", "-x", "", "\\", "#", "ü 字", "a;b&&c|d>e"];
    expect(wordsOf(hostile)).toEqual(hostile);
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")),
          { minLength: 1, maxLength: 5 },
        ),
        (texts) => {
          expect(wordsOf(texts)).toEqual(texts);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("drops NUL, which no word can hold", () => {
    expect(quoteForShell("a\0b")).toBe("ab");
  });
});

function wordsOf(texts: readonly string[]): string[] {
  const command = fillTestCommand("printf '%s\\0' {files}", texts);
  return execFileSync("sh", ["-c", command]).toString().split("\0").slice(0, -1);
}
