import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";

const statuses: Readonly<Record<string, TestStatus>> = { passed: "PASSED", failed: "FAILED", pending: "SKIPPED" };

/**
 * `description - passed`, one line an example, which swebench makes of RSpec's JSON before it parses
 * (`parse_log_rspec_transformed_json`).
 */
export const rspecTransformed = lineParser({
  name: "rspec-transformed",
  serves: "Ruby: rspec, by swebench's transformation",
  harnessNames: ["parse_log_rspec_transformed_json"],
  sign: /^\S.* - (?:passed|failed|pending)$/u,
  start: stateless,
  rules: [[/^\s*(\S.*) - (passed|failed|pending)/u, ([, name = "", word = ""], log) => log.add(name, statuses[word])]],
});
