import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { splitTiming } from "../timing.ts";

interface State {
  /** A test whose status other output pushed onto a later line. */
  pending: string | null;
}

const statuses: Readonly<Record<string, TestStatus>> = { PASSED: "PASSED", FAILED: "FAILED", SKIPPED: "SKIPPED" };

/**
 * Gradle's test logging, `Class > method PASSED`, as in `parse_log_gradle_custom` (swebench 4 and 5), but that a line
 * without the arrow (`BUILD FAILED`) names no test.
 */
export const gradle = lineParser<State>({
  name: "gradle",
  serves: "Java, Kotlin: gradle test with test logging",
  harnessNames: ["parse_log_gradle_custom"],
  banner: /^BUILD (?:SUCCESSFUL|FAILED) in \d/u,
  sign: /^\s*[^>\s]\S* > \S.* (?:PASSED|FAILED|SKIPPED)/u,
  start: () => ({ pending: null }),
  rules: [
    [
      /^\s*([^>\s].*) (PASSED|FAILED|SKIPPED)((?: \([^()]*\))?)\s*$/u,
      ([, name = "", word = "", time = ""], log) => {
        if (name.includes(" > ")) log.add(name.trimEnd(), statuses[word], splitTiming(time).durationSeconds);
        log.state.pending = null;
      },
    ],
    [
      /^\s*([^>\s]\S*\s+>\s+\S+)\s*$/u,
      ([, name = ""], log) => {
        log.state.pending = name;
      },
    ],
    [
      /^\s*(PASSED|FAILED)\s*$/u,
      ([, word = ""], log) => {
        if (log.state.pending !== null) log.add(log.state.pending, statuses[word]);
        log.state.pending = null;
      },
    ],
  ],
});
