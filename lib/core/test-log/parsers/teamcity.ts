import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";
import { banner } from "./phpunit.ts";

interface State {
  suites: string[];
  status: TestStatus;
}

const maxDepth = 100;
const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r" };

/**
 * TeamCity's service messages, which `phpunit --teamcity` and other runners write: `##teamcity[testFinished name='…']`.
 * A test goes by `suite::name`, with the innermost suite, which PHPUnit names after the class.
 */
export const teamcity = lineParser<State>({
  name: "teamcity",
  serves: "any: TeamCity messages (phpunit --teamcity)",
  repeats: "worst",
  banner,
  sign: /^##teamcity\[test(?:Started|Finished) /u,
  start: () => ({ suites: [], status: "PASSED" }),
  rules: [
    [
      /^\s*##teamcity\[(\w+) (.*)\]\s*$/u,
      ([, message, rest = ""], log) => {
        const { state } = log;
        if (message === "testSuiteStarted" && state.suites.length < maxDepth)
          state.suites.push(attributeOf(rest, "name"));
        else if (message === "testSuiteFinished") state.suites.pop();
        else if (message === "testStarted") state.status = "PASSED";
        else if (message === "testFailed") state.status = "FAILED";
        else if (message === "testIgnored") state.status = "SKIPPED";
        else if (message === "testFinished") {
          const suite = state.suites.at(-1);
          const name = attributeOf(rest, "name");
          log.add(suite ? `${suite}::${name}` : name, state.status, seconds(attributeOf(rest, "duration"), "ms"));
        }
      },
    ],
  ],
});

const pair = /(\w{1,40})='((?:[^'|]|\|.)*)'/gu;

function attributeOf(attributes: string, wanted: string): string {
  for (const [, key, value = ""] of attributes.matchAll(pair)) {
    if (key === wanted) return value.replace(/\|(.)/gu, (_, char: string) => escapes[char] ?? char);
  }
  return "";
}
