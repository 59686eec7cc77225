import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = { ".": "PASSED", F: "FAILED", E: "ERROR", S: "SKIPPED" };

/**
 * Minitest, verbose: `TestA#test_b = 0.01 s = .`, by what stands before the time. Shoulda ends its names with a full
 * stop, which goes, as in `parse_log_minitest` (swebench 4 and 5).
 */
export const minitest = lineParser({
  name: "minitest",
  serves: "Ruby: minitest --verbose",
  harnessNames: ["parse_log_minitest"],
  banner: /^\d+ runs, \d+ assertions, /u,
  sign: /^\S.* = \d+\.\d+ s = [.FES]/u,
  start: stateless,
  rules: [
    [
      /^\s*(\S.*) = (\d{1,9}\.\d{1,9}) s = ([.FES])/u,
      ([, name = "", time, letter = ""], log) =>
        log.add(name.replace(/\.\s*$/u, "").trimEnd(), statuses[letter], seconds(time)),
    ],
  ],
});
