import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countFunctionsTouched } from "./functions-touched.ts";
import { parsePatch } from "./parse-patch.ts";

const cases: readonly (readonly [string, string, string, readonly string[], number])[] = [
  ["the function of the section", "x.py", "def f(x):", ["     a", "-    b", "+    c"], 1],
  ["a method out of sight in a class", "x.py", "class A:", ["         a", "-        b"], 1],
  ["an attribute of a class in sight", "x.py", "", [" class A:", "-    x = 1", "+    x = 2"], 0],
  ["two functions in one hunk", "x.py", "def f(x):", ["-    b", " ", " def g():", "+    c"], 2],
  ["a changed signature", "x.py", "", ["-def g(a):", "+def g(a, b):"], 2],
  ["a changed decorator", "x.py", "", ["+@cached", " def g(a):", "     return 1"], 1],
  ["a line after the function", "x.py", "def f(x):", ["     return x", " ", "+LIMIT = 3"], 0],
  ["an import", "x.py", "", [" import os", "+import sys"], 0],
  [
    "an outer function after an inner one",
    "x.py",
    "",
    [" def outer():", "     def inner():", "         pass", "+    return inner"],
    1,
  ],
  ["a Go method", "x.go", "func (s *S) Run() error {", ["-\treturn nil", "+\treturn err"], 1],
  ["behind the end of a Go function", "x.go", "func f() {", [" \treturn", " }", "+var x = 1"], 0],
  ["a Rust function", "x.rs", "impl A {", ["     pub(crate) async fn go(&self) {", "+        run();"], 1],
  ["a JavaScript method", "x.js", "class A {", ["   render(props) {", "+    return 1;"], 1],
  ["a JavaScript call is no method", "x.js", "", [" render(props);", "+start();"], 0],
  ["an arrow function", "x.ts", "", [" export const f = async (a: number) => {", "+  go();"], 1],
  ["a Java method", "X.java", "public class X {", ["     public static int f(int a) {", "+        return a;"], 1],
  ["a Java call over two lines", "X.java", "", ["         check(expected,", "-            a);", "+            b);"], 0],
  ["a C function", "x.c", "static int f(struct s *p)", [" {", "+\treturn 1;"], 1],
  ["a C call is no function", "x.c", "", ["     run(1);", "+    run(2);"], 0],
  ["a Ruby method", "x.rb", "class A", ["   def go!", "+    1", "   end"], 1],
  ["a PHP function", "x.php", "class A", ["     public function go(): int {", "+        return 1;"], 1],
  ["a Kotlin function", "x.kt", "", [" override suspend fun go(): Int {", "+    return 1"], 1],
  ["a Swift function", "x.swift", "", [" public func go() {", "+    run()"], 1],
  ["a text file", "x.md", "def f(x):", ["+def g():"], 0],
];

describe("countFunctionsTouched", () => {
  test.each(cases)("%s (%s)", (_, path, section, lines, expected) => {
    const { value, problems } = parsePatch(formatHunk(path, section, lines));
    expect(problems).toEqual([]);
    expect(countFunctionsTouched(value)).toBe(expected);
  });

  test("over several hunks of a file", () => {
    const text = readFileSync(join(import.meta.dirname, "fixtures/python-hunks.diff"), "utf8");
    expect(countFunctionsTouched(parsePatch(text).value)).toBe(3);
  });
});

function formatHunk(path: string, section: string, lines: readonly string[]): string {
  const oldLines = lines.filter((line) => !line.startsWith("+")).length;
  const newLines = lines.filter((line) => !line.startsWith("-")).length;
  return [`--- a/${path}`, `+++ b/${path}`, `@@ -9,${oldLines} +9,${newLines} @@ ${section}`, ...lines, ""].join("\n");
}
