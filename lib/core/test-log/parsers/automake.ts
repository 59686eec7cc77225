import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";

const statuses: Readonly<Record<string, TestStatus>> = {
  PASS: "PASSED",
  XPASS: "FAILED",
  FAIL: "FAILED",
  ERROR: "ERROR",
  SKIP: "SKIPPED",
  XFAIL: "XFAIL",
};

/** Automake's test driver: `PASS: tests/a`, as in `parse_log_jq` (swebench 4 and 5), with the other results it knows. */
export const automake = lineParser({
  name: "automake",
  serves: "C: make check (jq)",
  harnessNames: ["parse_log_jq"],
  banner: /^# TOTAL: {1,2}\d+$/u,
  sign: /^(?:PASS|FAIL|SKIP|XFAIL|XPASS|ERROR): \S+$/u,
  start: stateless,
  rules: [
    [
      /^\s*(PASS|FAIL|(?:SKIP|XFAIL|XPASS|ERROR)(?=: \S+$)):\s(\S.*)$/u,
      ([, word = "", name = ""], log) => log.add(name.trimEnd(), statuses[word]),
    ],
  ],
});
