import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseLog } from "./parse-log.ts";
import { logParsers } from "./registry.ts";
import { stripEscapes } from "./strip-escapes.ts";

const results = "PASSED tests/test_a.py::test_one\nFAILED tests/test_a.py::test_two - no\n";

describe("parseLog", () => {
  test("reads what stands between the markers, by the lines of the whole log", () => {
    const log = `PASSED before\n+ : '>>>>> Start Test Output'\n${results}+ : '>>>>> End Test Output'\nPASSED after\n`;
    const parsed = parseLog(log);
    expect(parsed).toMatchObject({ parser: "pytest", hasMarkers: true, readFrom: "section", problems: [] });
    expect([...parsed.tests]).toEqual([
      ["tests/test_a.py::test_one", { status: "PASSED", line: 3, durationSeconds: null }],
      ["tests/test_a.py::test_two", { status: "FAILED", line: 4, durationSeconds: null }],
    ]);
  });

  test("falls back to the whole log where the markers hold nothing, and says so", () => {
    const parsed = parseLog(`${results}>>>>> Start Test Output\n>>>>> End Test Output\n`);
    expect(parsed).toMatchObject({ parser: "pytest", hasMarkers: true, readFrom: "whole log" });
    expect(parsed.tests.size).toBe(2);
    expect(parsed.problems).toEqual([
      { line: 3, expected: "test results between the markers", found: "none there, 2 in the whole log" },
    ]);
  });

  test("a log without markers is read, and is said to have none", () => {
    const parsed = parseLog(results);
    expect(parsed).toMatchObject({ hasMarkers: false, readFrom: "whole log" });
    expect(parsed.tests.size).toBe(2);
    expect(parsed.problems).toEqual([
      { line: 1, expected: "the lines >>>>> Start Test Output and >>>>> End Test Output", found: "neither" },
    ]);
  });

  test("says that it knows nothing of a log, and of an empty one", () => {
    for (const log of ["", "Segmentation fault\n"]) {
      const parsed = parseLog(log);
      expect(parsed).toMatchObject({ parser: null, hasSuiteRun: false });
      expect(parsed.tests.size).toBe(0);
      expect(parsed.problems.at(-1)).toEqual({
        line: 1,
        expected: "test results",
        found: "nothing that any parser knows",
      });
    }
  });

  test("takes the parser that was asked for, whatever the content", () => {
    const parsed = parseLog(results, { parser: "parse_log_gotest" });
    expect(parsed).toMatchObject({ parser: "go-test", parserReason: "it was asked for" });
    expect(parsed.tests.size).toBe(0);
    expect(parsed.problems.at(-1)).toMatchObject({ found: "no result that go-test reads" });
  });

  test("says that it does not know a parser, and takes the one that the content shows", () => {
    const parsed = parseLog(results, { parser: "parse_log_nothing" });
    expect(parsed.parser).toBe("pytest");
    expect(parsed.problems).toContainEqual({
      line: 1,
      expected: "the name of a known parser",
      found: "parse_log_nothing",
    });
  });

  test.each([
    ["sphinx-doc/sphinx", "pytest-v2"],
    ["psf/requests", "pytest-options"],
    ["Matplotlib/matplotlib", "matplotlib"],
    ["owner/other", "pytest"],
  ])("knows the parser of %s", (repo, parser) => {
    expect(parseLog(results, { repo })).toMatchObject({ parser });
  });

  test("leaves a repository's parser that finds nothing for the one that the content shows", () => {
    expect(parseLog(results, { repo: "django/django" })).toMatchObject({
      parser: "pytest",
      parserReason: '2 lines look like "PASSED tests/test_a.py::test_one"',
    });
  });

  test("lets the content decide where the harness goes by the number of the instance", () => {
    expect(parseLog("  ✓ one\n", { repo: "immutable-js/immutable-js" })).toMatchObject({ parser: "jest" });
    expect(parseLog("[PASSED] one\n", { repo: "immutable-js/immutable-js" })).toMatchObject({ parser: "jest-json" });
    expect(parseLog("A#b = 0.0 s = .\n", { parser: "parse_log_jekyll" })).toMatchObject({ parser: "minitest" });
  });

  test("finds the repository in the log itself", () => {
    const log = `[x] Task Metadata:\n\t- Instance ID: sphinx-doc__sphinx-11550\n>>>>> Applied Patch (pred)\n${results}`;
    expect(parseLog(log)).toMatchObject({
      parser: "pytest-v2",
      parserReason: "the published sets read sphinx-doc/sphinx with it",
      hasMarkers: true,
      problems: [],
    });
  });

  test("a line that is too long for a result is a problem", () => {
    const parsed = parseLog(`PASSED ${"x".repeat(70_000)}\n${results}`, { parser: "pytest" });
    expect(parsed.tests.size).toBe(2);
    expect(parsed.problems).toContainEqual(
      expect.objectContaining({ line: 1, expected: "at most 65536 characters in a line" }),
    );
  });

  test("a report on one long line is no problem", () => {
    const assertionResults = [{ ancestorTitles: [], title: "x".repeat(70_000), status: "passed" }];
    const parsed = parseLog(JSON.stringify({ numTotalTests: 1, testResults: [{ assertionResults }] }));
    expect(parsed).toMatchObject({ parser: "jest-json", problems: [{ found: "neither" }] });
    expect(parsed.tests.size).toBe(1);
  });

  test("a name that an object already has is a name like any other", () => {
    const parsed = parseLog("PASSED __proto__\nPASSED constructor\n", { parser: "pytest" });
    expect([...parsed.tests.keys()]).toEqual(["__proto__", "constructor"]);
  });

  test.each([
    ["Could not resolve host: example.com\ncollected 0 items", "network_unreachable", "environment", 2],
    ["x\nKilled", "out_of_memory", "environment", 3],
    ["Killed by a test", null, null, null],
    ["Timeout error: none\nTimeout error: 1800 seconds exceeded.", "tests_timed_out", "ambiguous", 3],
    ["ModuleNotFoundError: No module named 'a'", "missing_module", "ambiguous", 2],
  ])("finds the sign of a fault in %j", (text, reason, tier, line) => {
    expect(parseLog(`first\n${text}`).faultSign).toEqual(reason === null ? null : { reason, tier, line });
  });

  test.each([
    ["Executed 0 of 0", false],
    ["Executed 3 of 3", true],
    ["Test Suites: 1 failed, 2 total", true],
    ["0 passing", false],
  ])("%j proves that tests ran: %s", (text, expected) => {
    expect(parseLog(text).hasSuiteRun).toBe(expected);
  });
});

const folder = join(import.meta.dirname, "fixtures");
const scraps = logParsers.flatMap(({ name }) =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith(".log"))
    .flatMap((file) => readFileSync(join(folder, name, file), "utf8").split("\n")),
);
const markers = [
  ">>>>> Start Test Output",
  "+ : '>>>>> End Test Output'",
  ">>>>> Test Exit Code: 1",
  ">>>>> Test Exit Code: x",
  ">>>>> Patch Apply Failed",
  ">>>>> Applied Patch (pred)",
];
const logLines = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...scraps) },
    { weight: 1, arbitrary: fc.constantFrom(...markers) },
    { weight: 1, arbitrary: fc.string() },
  ),
  { maxLength: 60 },
);

describe("any log", () => {
  test("is read without an error, and each test stands on a line of the log that holds a word of its name", () => {
    fc.assert(
      fc.property(logLines, fc.constantFrom("auto", ...logParsers.map(({ name }) => name)), (lines, parser) => {
        const log = lines.join("\n");
        const texts = log.split("\n").map(stripEscapes);
        const parsed = parseLog(log, { parser });
        for (const [name, { line }] of parsed.tests) {
          const text = texts[line - 1] ?? "";
          expect(text).not.toBe("");
          if (!isNamedElsewhere(parsed.parser)) expect(text).toContain(lastWord(name));
        }
        for (const { line } of parsed.problems) expect(line).toBeLessThanOrEqual(texts.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test("says the same of every line that a section adds before itself", () => {
    fc.assert(
      fc.property(logLines, fc.nat(20), (lines, before) => {
        const text = lines.filter((line) => !line.includes(">>>>>")).join("\n");
        const plain = parseLog(text, { parser: "pytest" });
        const moved = parseLog(`${"\n".repeat(before)}>>>>> Start Test Output\n${text}\n>>>>> End Test Output\n`, {
          parser: "pytest",
        });
        const shift = (line: number) => line + before + 1;
        expect(Array.from(moved.tests, ([name, { status, line }]) => [name, status, line])).toEqual(
          Array.from(plain.tests, ([name, { status, line }]) => [name, status, shift(line)]),
        );
      }),
    );
  });
});

/** These print a result on a later line than the name, write names in an escaped form, or change them. */
function isNamedElsewhere(parser: string | null): boolean {
  const others = ["django", "unittest", "cargo", "gradle", "matplotlib", "pytest-options", "teamcity", "junit-xml"];
  return parser === null || [...others, "doctest", "tap", "mocha-json", "rspec-json", "jest-json"].includes(parser);
}

function lastWord(name: string): string {
  return name.split(/[\s#]/u).at(-1) ?? "";
}
