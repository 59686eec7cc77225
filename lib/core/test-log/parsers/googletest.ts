import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = { OK: "PASSED", FAILED: "FAILED", SKIPPED: "SKIPPED" };

/**
 * GoogleTest: `[       OK ] Suite.Name (3 ms)`, as in `parse_log_googletest` (swebench 4 and 5), without the value of a
 * parameter, which only failures print.
 */
export const googletest = lineParser({
  name: "googletest",
  serves: "C++: GoogleTest",
  harnessNames: ["parse_log_googletest"],
  banner: /^\[==========\] /u,
  sign: /^[^[]{0,200}\[ {0,10}(?:OK|FAILED|SKIPPED) {1,10}\] \S+/u,
  start: stateless,
  rules: [
    [
      /^[^[]{0,200}\[ {0,10}(OK|FAILED|SKIPPED) {1,10}\]\s(\S.*)\s\((\d{1,9}) ms[^()]*\)\s*$/u,
      ([, word = "", name = "", time], log) => {
        const at = name.search(/, where (?:GetParam|TypeParam)\(?/u);
        log.add((at === -1 ? name : name.slice(0, at)).trim(), statuses[word], seconds(time, "ms"));
      },
    ],
  ],
});
