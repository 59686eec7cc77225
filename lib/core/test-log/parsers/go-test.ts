import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

export const goStatuses: Readonly<Record<string, TestStatus>> = { PASS: "PASSED", FAIL: "FAILED", SKIP: "SKIPPED" };

/** `go test -v`: `--- PASS: TestA/sub (0.00s)`, by the name without its package, as in `parse_log_gotest`. */
export const goTest = lineParser({
  name: "go-test",
  serves: "Go: go test -v",
  harnessNames: ["parse_log_gotest"],
  banner: /^(?:ok {2}|FAIL)\t\S+\t/u,
  sign: /^\s*--- (?:PASS|FAIL|SKIP): \S/u,
  start: stateless,
  rules: [
    [
      /^\s*--- (PASS|FAIL|SKIP): (\S.*) \(([\d.]{1,20})s\)\s*$/u,
      ([, word = "", name = "", time], log) => log.add(name, goStatuses[word], seconds(time)),
    ],
  ],
});
