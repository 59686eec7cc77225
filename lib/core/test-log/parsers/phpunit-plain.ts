import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { banner } from "./phpunit.ts";

const statuses: Readonly<Record<string, TestStatus>> = {
  error: "ERROR",
  failure: "FAILED",
  "skipped test": "SKIPPED",
  "incomplete test": "SKIPPED",
};

/**
 * PHPUnit's own printer, which names only the tests that did not pass: `There were 2 failures:` and `1) Class::test`.
 * For tasks that are graded by their failures alone.
 */
export const phpunitPlain = lineParser<{ status: TestStatus | null }>({
  name: "phpunit-plain",
  serves: "PHP: phpunit, failures alone",
  banner,
  sign: /^\d+\) [\w\\]+::\w/u,
  start: () => ({ status: null }),
  rules: [
    [
      /^There (?:was|were) \d+ (error|failure|skipped test|incomplete test|[\w ]+)s?:$/u,
      ([, kind = ""], log) => {
        log.state.status = statuses[kind.replace(/s$/u, "")] ?? null;
      },
    ],
    [
      /^\d{1,9}\) ([\w\\]+::\w.*)$/u,
      ([, name = ""], log) => {
        if (log.state.status) log.add(name.trimEnd(), log.state.status);
      },
    ],
  ],
});
