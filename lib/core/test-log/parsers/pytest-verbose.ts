import { type LineRule, lineParser, stateless } from "../log-parser.ts";
import { seconds } from "../timing.ts";
import { banner } from "./pytest.ts";
import { isTestStatus } from "./pytest-words.ts";

const statuses = "PASSED|FAILED|SKIPPED|ERROR|XFAIL";
const worker = String.raw`\[gw\d{1,4}\](?: \[ *\d{1,3}%\])? (${statuses}) `;

/** What may follow a status: a reason in parentheses, the progress, a time. */
const ending = /^(?: \(.*\))?\s*(?:\[ *\d{1,3}%\]\s*)?(?:in (\d[\d.]{0,9})s\s*)?$/u;

const rules: readonly LineRule[] = [
  // `[gw1] [ 12%] PASSED tests/test_a.py::test_b` of xdist
  [
    new RegExp(String.raw`^${worker}(\S.*)$`, "u"),
    ([, status, name = ""], log) => {
      if (isTestStatus(status)) log.add(name.trimEnd(), status);
    },
  ],
  // `tests/test_a.py::test_b[x y] PASSED   [ 12%]`
  [
    new RegExp(String.raw`^(\S.*?) (${statuses})(?= |$)`, "u"),
    (match, log) => {
      const [before, name = "", status] = match;
      const end = ending.exec(match.input.slice(before.length));
      if (end && isTestStatus(status)) log.add(name.trimEnd(), status, seconds(end[1]));
    },
  ],
];

/**
 * What `pytest -v` prints while it runs, with and without workers. The rule of SWE-smith's `parse_log_pytest`, but that
 * names keep their blanks.
 */
export const pytestVerbose = lineParser({
  name: "pytest-verbose",
  serves: "Python: pytest -v (SWE-smith), also with xdist",
  harnessNames: ["parse_log_autograd", "parse_log_pytest_nebo"],
  banner,
  sign: new RegExp(String.raw`^(?:${worker}|[^\s:]+::\S.*? (?:${statuses})(?: *[([]|\s*$))`, "u"),
  start: stateless,
  rules,
});
