import { describe, expect, test } from "vitest";
import { guessLanguage, languageName, languageOf } from "./languages.ts";
import { parsePatch } from "./parse-patch.ts";
import { isTestPath } from "./test-path.ts";

describe("languages", () => {
  test.each([
    ["src/a.PY", "Python"],
    ["a/b.tsx", "TypeScript"],
    ["x.hpp", "C++"],
    ["README.md", null],
    ["Makefile", null],
    ["x.constructor", null],
  ])("languageOf %s", (path, language) => expect(languageOf(path)).toBe(language));

  test.each([
    ["python", "Python"],
    ["cpp", "C++"],
    ["C#", "C#"],
    ["golang", "Go"],
    ["Brainfuck", "Brainfuck"],
  ])("languageName %s", (spelling, name) => expect(languageName(spelling)).toBe(name));

  test("the language with the most changed lines wins, prose has none", () => {
    const file = (path: string, lines: number) =>
      [`--- a/${path}`, `+++ b/${path}`, `@@ -0,0 +1,${lines} @@`, ...Array(lines).fill("+x"), ""].join("\n");
    expect(guessLanguage(parsePatch(file("CHANGES.md", 9) + file("a.js", 1) + file("a.go", 2)).value)).toBe("Go");
    expect(guessLanguage(parsePatch(file("a.h", 5) + file("a.cc", 1)).value)).toBe("C++");
    expect(guessLanguage(parsePatch(file("CHANGES.md", 9)).value)).toBeNull();
  });

  test.each([
    ["tests/test_a.py", true],
    ["src/a_test.go", true],
    ["src/FooTest.java", true],
    ["web/e2e/login.ts", true],
    ["src/latest.py", false],
    ["contest/run.py", false],
  ])("isTestPath %s", (path, isTest) => expect(isTestPath(path)).toBe(isTest));
});
