import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";

const statuses: Readonly<Record<string, TestStatus>> = { pass: "PASSED", FAIL: "FAILED", skip: "SKIPPED" };

/** MicroPython's run-tests.py: `pass  basics/a.py`, as in `parse_log_micropython_test` (swebench 4 and 5). */
export const micropython = lineParser({
  name: "micropython",
  serves: "C: MicroPython's run-tests.py",
  harnessNames: ["parse_log_micropython_test"],
  sign: /^(?:pass|FAIL|skip) {2}\S+\.py/u,
  start: stateless,
  rules: [
    [/^\s*(pass|FAIL|skip)\s+(\S.*)$/u, ([, word = "", name = ""], log) => log.add(name.trimEnd(), statuses[word])],
  ],
});
