import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { splitTiming } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = { "✓": "PASSED", "✕": "FAILED", "○": "SKIPPED", "✎": "SKIPPED" };

/**
 * `jest --verbose`: `✓ name (12 ms)`. Tests go by their own title, without those of their blocks, as in
 * `parse_log_jest` (swebench 4 and 5); the JSON report tells tests of one title apart.
 */
export const jest = lineParser({
  name: "jest",
  serves: "JavaScript: jest --verbose",
  harnessNames: ["parse_log_jest"],
  banner: /^Tests: +\d/u,
  sign: /^\s+[✓✕○✎] \S/u,
  start: stateless,
  rules: [
    [
      /^\s*([✓✕○✎])\s(?:(?:skipped|todo) )?(\S.*)$/u,
      ([, mark = "", title = ""], log) => {
        const { name, durationSeconds } = splitTiming(title);
        log.add(name, statuses[mark], durationSeconds);
      },
    ],
  ],
});
