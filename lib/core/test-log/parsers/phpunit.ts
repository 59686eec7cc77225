import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { splitTiming } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = {
  "✔": "PASSED",
  "☢": "PASSED",
  "⚠": "PASSED",
  "✘": "FAILED",
  "↩": "SKIPPED",
  "∅": "SKIPPED",
};

/** What every run of PHPUnit prints first. */
export const banner = /^PHPUnit \d[\d.]* by Sebastian Bergmann/u;

/**
 * `phpunit --testdox`: `Class (Full\Class)` and `✔ Does this`, by `Class > Does this`, as in `parse_log_phpunit`
 * (swebench 4 and 5) but without times. Risky tests and those with warnings passed, incomplete ones count as skipped.
 */
export const phpunit = lineParser<{ suite: string | null }>({
  name: "phpunit",
  serves: "PHP: phpunit --testdox",
  harnessNames: ["parse_log_phpunit"],
  banner,
  sign: /^\s*[✔✘↩∅☢⚠]\s+\S/u,
  start: () => ({ suite: null }),
  rules: [
    [
      /^[\p{L}\p{N}_].*\)$/u,
      ([line], log) => {
        const at = line.lastIndexOf(" (");
        if (at !== -1) log.state.suite = line.slice(0, at);
      },
    ],
    [
      /^\s*([✔✘↩∅☢⚠])\s*(.*)$/u,
      ([, mark = "", title = ""], log) => {
        const { name, durationSeconds } = splitTiming(title);
        if (name !== "") log.add(`${log.state.suite ?? "None"} > ${name}`, statuses[mark], durationSeconds);
      },
    ],
  ],
});
