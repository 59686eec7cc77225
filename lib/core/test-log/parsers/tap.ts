import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { type OpenSuite, openSuite, suitePath } from "../suites.ts";
import { seconds } from "../timing.ts";

/** Only these words make a `#` a directive; elsewhere it is part of the name. */
const directive = / # ?(skip|todo|time=(\d{1,9}(?:\.\d{1,9})?)(ms|s))/iu;

/**
 * TAP 12 to 14, as `parse_log_tap` (swebench 4 and 5) names its tests: the description, here without the dash before
 * it. Subtests go by the path of their names, and what holds them is no test of its own, unless it failed and none of them
 * did. `# SKIP` skips, a failing `# TODO` is expected to fail.
 */
export const tap = lineParser<{ suites: OpenSuite[] }>({
  name: "tap",
  serves: "TAP: node --test, QUnit, mocha, tape, bats, prove",
  harnessNames: ["parse_log_tap"],
  banner: /^(?:TAP version \d+|1\.\.\d+)$/u,
  sign: /^\s*(?:not )?ok \d+ \S/u,
  start: () => ({ suites: [] }),
  rules: [
    [
      /^( *)# Subtest: (\S.*)$/u,
      ([, indent = "", title = ""], log) => openSuite(log.state.suites, indent.length, unescapeName(title)),
    ],
    [
      /^( *)(not )?ok \d+ (?:- )?(\S.*)$/u,
      ([, indent = "", not, rest = ""], log) => {
        const found = directive.exec(rest);
        const name = unescapeName(rest.slice(0, found?.index)).trim();
        const status = statusOf(not !== undefined, found?.[1]);
        const { suites } = log.state;
        const own = suites.find((suite) => suite.indent === indent.length && suite.title === name);
        const isTest = own?.inner === undefined || (status === "FAILED" && own.inner === "passed");
        if (!isTest) return;
        for (const suite of suites) {
          if (suite.indent < indent.length && suite.inner !== "failed")
            suite.inner = status === "FAILED" ? "failed" : "passed";
        }
        const path = suitePath(suites, indent.length, name).join(" > ");
        log.add(path, status, found ? seconds(found[2], found[3]) : null);
      },
    ],
  ],
});

function statusOf(isNot: boolean, word: string | undefined): TestStatus {
  if (word?.toLowerCase() === "skip") return "SKIPPED";
  if (!isNot) return "PASSED";
  return word?.toLowerCase() === "todo" ? "XFAIL" : "FAILED";
}

function unescapeName(name: string): string {
  return name.replace(/\\([#\\])/gu, "$1");
}
