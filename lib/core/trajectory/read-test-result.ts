import { parseLog } from "../test-log/parse-log.ts";
import { stripEscapes } from "../test-log/strip-escapes.ts";

/** How many tests a run says passed, failed, were broken and skipped. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
}

const endSize = 40_000;
const longestLine = 1_000;

type Counts = Partial<Record<keyof TestResult, number>>;
type Summary = (line: string, lines: readonly string[], at: number) => Counts | null;

/**
 * The counts of a test run, from the last line that sums it up (pytest, unittest, Django, Jest, Vitest, Mocha, node,
 * Cargo, Maven, Gradle, PHPUnit, RSpec, Minitest, CTest, .NET), as an agent often sees no more than the end; from the
 * single tests where there is no such line. Null where the text tells of no test at all.
 */
export function readTestResult(observationText: string): TestResult | null {
  const end = observationText.slice(-endSize);
  const lines = end.split(/\r\n|\r|\n/u).map((line) => stripEscapes(line.slice(0, longestLine)));
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] ?? "";
    for (const read of summaries) {
      const counts = read(line, lines, at);
      if (counts) return { passed: 0, failed: 0, errors: 0, skipped: 0, ...counts };
    }
  }
  return countTests(observationText);
}

const summaries: readonly Summary[] = [
  readPytest,
  readUnittest,
  readCargo,
  readLabelled,
  readNode,
  readMocha,
  readSentence,
];

const counted = /(\d{1,9}) ([a-z]{1,20})/gu;
const pytestWords: Readonly<Record<string, keyof TestResult>> = {
  passed: "passed",
  xpassed: "passed",
  failed: "failed",
  error: "errors",
  errors: "errors",
  skipped: "skipped",
  xfailed: "skipped",
};

/** `==== 1 failed, 2 passed in 0.12s ====`, without the rule under `-q`; `no tests ran in 0.01s`. */
function readPytest(line: string): Counts | null {
  if (!/ in \d{1,9}(?:\.\d{1,9})? ?s(?:econds)?\b/u.test(line)) return null;
  if (/^=* ?no tests ran in /u.test(line)) return {};
  const isSummary =
    /^(?:=+ |tests finished: )?\d{1,9} (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?)\b/u;
  return isSummary.test(line) ? sumWords(line, pytestWords) : null;
}

/** `Ran 3 tests in 0.01s`, and below it `OK (skipped=1)` or `FAILED (failures=1, errors=1)`. */
function readUnittest(line: string, lines: readonly string[], at: number): Counts | null {
  const total = /^Ran (\d{1,9}) tests? in /u.exec(line)?.[1];
  if (total === undefined) return null;
  const verdict = lines.slice(at + 1, at + 6).find((below) => /^(?:OK|FAILED|NO TESTS RAN)\b/u.test(below)) ?? "";
  const count = (name: string) => Number(new RegExp(`\\b${name}=(\\d{1,9})`, "u").exec(verdict)?.[1] ?? 0);
  const failed = count("failures") + count("unexpected successes");
  const errors = count("errors");
  const skipped = count("skipped") + count("expected failures");
  return { passed: Math.max(0, Number(total) - failed - errors - skipped), failed, errors, skipped };
}

/** One line per crate; all of them count. */
function readCargo(line: string, lines: readonly string[], at: number): Counts | null {
  const pattern = /^test result: \w{1,10}\. (\d{1,9}) passed; (\d{1,9}) failed; (\d{1,9}) ignored/u;
  if (!pattern.test(line)) return null;
  const all = lines.slice(0, at + 1).flatMap((one) => pattern.exec(one) ?? []);
  const sum = (place: number) =>
    all.reduce((total, text, index) => (index % 4 === place ? total + Number(text) : total), 0);
  return { passed: sum(1), failed: sum(2), skipped: sum(3) };
}

const labelledWords: Readonly<Record<string, keyof TestResult>> = {
  passed: "passed",
  failed: "failed",
  skipped: "skipped",
  todo: "skipped",
  errors: "errors",
  error: "errors",
};

/** Jest's `Tests:  1 failed, 2 passed, 3 total`, Vitest's `Tests  1 failed | 2 passed (3)`, and those that name the total first. */
function readLabelled(line: string): Counts | null {
  if (/^\s{0,9}Tests:?\s{1,20}\d{1,9} (?:failed|passed|skipped|todo)\b/u.test(line))
    return sumWords(line, labelledWords);
  const named = totals.map((pattern) => pattern.exec(line)?.groups).find((groups) => groups !== undefined);
  if (!named) return null;
  const [total, failed, errors, skipped] = [named.total, named.failed, named.errors, named.skipped].map((text) =>
    Number(text ?? 0),
  );
  const bad = (failed ?? 0) + (errors ?? 0) + (skipped ?? 0);
  return { passed: Math.max(0, (total ?? 0) - bad), failed: failed ?? 0, errors: errors ?? 0, skipped: skipped ?? 0 };
}

const number = (name: string) => String.raw`(?<${name}>\d{1,9})`;
const totals: readonly RegExp[] = [
  new RegExp(
    `^(?:\\[\\w{1,10}\\] )?Tests run: ${number("total")}, Failures: ${number("failed")}, Errors: ${number("errors")}, Skipped: ${number("skipped")}\\s*$`,
    "u",
  ),
  new RegExp(
    `^Tests: ${number("total")}, Assertions: \\d{1,9}(?:, Errors: ${number("errors")})?(?:, Failures: ${number("failed")})?[^\\n]{0,200}\\.$`,
    "u",
  ),
  new RegExp(`^OK \\(${number("total")} tests?, `, "u"),
  new RegExp(`^${number("total")} examples?, ${number("failed")} failures?(?:, ${number("skipped")} pending)?`, "u"),
  new RegExp(
    `^${number("total")} (?:runs|tests), \\d{1,9} assertions, ${number("failed")} failures, ${number("errors")} errors(?:, ${number("skipped")} skips)?`,
    "u",
  ),
  new RegExp(
    `^${number("total")} tests completed(?:, ${number("failed")} failed)?(?:, ${number("skipped")} skipped)?`,
    "u",
  ),
  new RegExp(`tests passed, ${number("failed")} tests failed out of ${number("total")}`, "u"),
  new RegExp(
    `^(?:Passed|Failed)!\\s{1,9}- Failed:\\s{1,9}${number("failed")}, Passed:\\s{1,9}\\d{1,9}, Skipped:\\s{1,9}${number("skipped")}, Total:\\s{1,9}${number("total")}`,
    "u",
  ),
];

/** `# pass 3` and `# fail 1` of TAP, `ℹ pass 3` of node's own reporter. */
function readNode(line: string, lines: readonly string[], at: number): Counts | null {
  if (!/^[#ℹ] (?:pass|fail|cancelled|skipped|todo) \d{1,9}$/u.test(line.trim())) return null;
  const near = lines.slice(Math.max(0, at - 8), at + 1);
  const count = (name: string) =>
    Number(
      near
        .map((one) => new RegExp(`^[#ℹ] ${name} (\\d{1,9})$`, "u").exec(one.trim())?.[1])
        .findLast((text) => text !== undefined) ?? 0,
    );
  return {
    passed: count("pass"),
    failed: count("fail"),
    errors: count("cancelled"),
    skipped: count("skipped") + count("todo"),
  };
}

/** `3 passing (12ms)`, and below it `1 failing`. */
function readMocha(line: string, lines: readonly string[], at: number): Counts | null {
  const passed = /^\s{0,9}(\d{1,9}) passing \(/u.exec(line)?.[1];
  if (passed === undefined) return null;
  const near = lines.slice(at + 1, at + 4).join("\n");
  const count = (word: string) => Number(new RegExp(`^\\s{0,9}(\\d{1,9}) ${word}`, "mu").exec(near)?.[1] ?? 0);
  return { passed: Number(passed), failed: count("failing"), skipped: count("pending") };
}

/** `3 passed, 1 failed` as Deno, Bun and others say it, at the head of a line of its own. */
function readSentence(line: string): Counts | null {
  const text = line.trim().replace(/^(?:ok|FAILED|not ok) \| /u, "");
  return /^\d{1,9} passed(?:,? (?:\||,)? ?\d{1,9} (?:failed|skipped|ignored|errors?)){0,4}(?: \([^)]{1,60}\))?$/u.test(
    text,
  )
    ? sumWords(text, labelledWords)
    : null;
}

function sumWords(line: string, words: Readonly<Record<string, keyof TestResult>>): Counts {
  const counts: Counts = {};
  for (const [, count = "0", word = ""] of line.matchAll(counted)) {
    const field = words[word];
    if (field) counts[field] = (counts[field] ?? 0) + Number(count);
  }
  return counts;
}

function countTests(text: string): TestResult | null {
  const statuses = Array.from(parseLog(text).tests.values(), ({ status }) => status);
  if (statuses.length === 0) return null;
  const count = (...wanted: readonly string[]) => statuses.filter((status) => wanted.includes(status)).length;
  return {
    passed: count("PASSED"),
    failed: count("FAILED"),
    errors: count("ERROR"),
    skipped: count("SKIPPED", "XFAIL"),
  };
}
