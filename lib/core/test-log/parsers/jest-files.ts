import { lineParser, stateless } from "../log-parser.ts";
import { splitTiming } from "../timing.ts";

/** Jest without `--verbose`: one line a file, `PASS src/a.test.js (5.1 s)`, and the file is the test. */
export const jestFiles = lineParser({
  name: "jest-files",
  serves: "JavaScript: jest, by file",
  harnessNames: [
    "parse_log_react_pdf",
    "parse_log_carbon",
    "parse_log_grommet",
    "parse_log_prettier",
    "parse_log_scratch_gui",
  ],
  banner: /^Test Suites: +\d/u,
  sign: /^(?:PASS|FAIL) \S+\.[cm]?[jt]sx?\b/u,
  start: stateless,
  rules: [
    [
      /^(PASS|FAIL)\s(.+)$/u,
      ([, word, rest = ""], log) => {
        const { name, durationSeconds } = splitTiming(rest);
        log.add(name, word === "PASS" ? "PASSED" : "FAILED", durationSeconds);
      },
    ],
  ],
});
