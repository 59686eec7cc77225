import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = { ".": "PASSED", F: "FAILED", E: "ERROR", O: "SKIPPED" };

/** test-unit, verbose: `test_a:   .: (0.01)`, as in `parse_log_ruby_unit` (swebench 4 and 5). */
export const rubyUnit = lineParser({
  name: "ruby-unit",
  serves: "Ruby: test-unit --verbose",
  harnessNames: ["parse_log_ruby_unit"],
  banner: /^\d+ tests, \d+ assertions, \d+ failures, /u,
  sign: /^\s*\S.*:\s+[.FEO]: \(\d/u,
  start: stateless,
  rules: [
    [
      /^\s*(?:test: )?(\S.*):\s+(\.|[EFO]\b)(?:: \((\d{1,9}\.\d{1,9})\))?/u,
      ([, name = "", letter = "", time], log) => log.add(name.trimEnd(), statuses[letter], seconds(time)),
    ],
  ],
});
