import { type LineRule, lineParser, stateless } from "../log-parser.ts";
import { isSkipCount, isTestStatus } from "./pytest-words.ts";

/**
 * `FAILED path::name[a b] - message`; the harness ends a name at its first blank. Behind `ERROR` one blank stands, for
 * several are what pytest prints before a captured message of that level.
 */
const summaryLine = /^(?:(PASSED|FAILED|SKIPPED|XFAIL)\s+|(ERROR) )(\S+)/u;

/** The rule of `parse_log_pytest` (swebench 1 to 5), with a change to the name where a repository needs one. */
export function summaryRule(changeName: (name: string) => string = (name) => name): LineRule {
  return [
    summaryLine,
    ([, word, error, name = ""], log) => {
      const status = word ?? error;
      if (isTestStatus(status) && !isSkipCount(status, name)) log.add(changeName(name), status);
    },
  ];
}

/** What every run of pytest prints. */
export const banner = /^=+ (?:test session starts|short test summary info) =+$/u;

/** The short summary that `pytest -rA` prints. */
export const pytest = lineParser({
  name: "pytest",
  serves: "Python: pytest -rA",
  harnessNames: [
    "parse_log_pytest",
    "parse_log_astroid",
    "parse_log_flask",
    "parse_log_marshmallow",
    "parse_log_paramiko",
    "parse_log_pvlib",
    "parse_log_pyvista",
    "parse_log_sqlfluff",
    "parse_log_xarray",
  ],
  banner,
  sign: /^(?:PASSED|FAILED|ERROR|XFAIL) \S*(?:::|\.py\b)/u,
  start: stateless,
  rules: [summaryRule()],
});
