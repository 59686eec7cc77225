import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";

interface State {
  /** A test whose result has not come yet: something was printed behind its dots. */
  pending: string | null;
}

const words: Readonly<Record<string, TestStatus>> = {
  ok: "PASSED",
  OK: "PASSED",
  FAIL: "FAILED",
  ERROR: "ERROR",
};

/**
 * Django's test runner, as `parse_log_django` (swebench 1 to 5) names its tests: whatever stands before the dots, which
 * is the first line of the docstring where a test has one. A result that comes lines later, because the test or the
 * server printed something, belongs to the last test that has none.
 */
export const django = lineParser<State>({
  name: "django",
  serves: "Python: Django's tests/runtests.py",
  harnessNames: ["parse_log_django"],
  banner: /Testing against Django installed in |^System check identified no issues/u,
  sign: /^\S.* \.\.\. {1,2}(?:ok|OK|FAIL|ERROR|skipped .*|expected failure)$/u,
  start: () => ({ pending: null }),
  rules: [
    [/--version is equivalent to version/u, (_, log) => log.add("--version is equivalent to version", "PASSED")],
    [
      // A migration of django-7188 prints its own dots before the name of the test.
      /^\s*Applying sites\.0002_alter_domain_unique\.\.\.(test_no_migrations\S* .*) \.\.\. ok\s*$/u,
      ([, name = ""], log) => log.add(name.trim(), "PASSED"),
    ],
    [
      /^(.*) \.\.\. {1,2}(ok|OK|FAIL|ERROR)\s*$/u,
      ([, name = "", word = ""], log) => {
        log.add(name.trimStart(), words[word]);
        log.state.pending = null;
      },
    ],
    [
      /^(.*?) \.\.\. skipped/u,
      ([, name = ""], log) => {
        log.add(name.trimStart(), "SKIPPED");
        log.state.pending = null;
      },
    ],
    [/^\s*(FAIL|ERROR): *(\S+)/u, ([, word = "", name = ""], log) => log.add(name, words[word])],
    [
      /^(.*?) \.\.\. /u,
      ([, name = ""], log) => {
        log.state.pending = name.trimStart();
      },
    ],
    [
      /^\s*ok\b/u,
      (_, log) => {
        if (log.state.pending !== null) log.add(log.state.pending, "PASSED");
        log.state.pending = null;
      },
    ],
  ],
});
