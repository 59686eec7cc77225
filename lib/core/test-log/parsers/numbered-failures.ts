import { lineParser, stateless } from "../log-parser.ts";

/**
 * Jasmine's own reporter, which lists its failures by number: `1) name`, as in `parse_log_marked` (swebench 4 and 5).
 * For tasks that are graded by their failures alone.
 */
export const numberedFailures = lineParser({
  name: "numbered-failures",
  serves: "JavaScript: jasmine, failures alone (marked)",
  harnessNames: ["parse_log_marked"],
  banner: /^\d+ specs?, \d+ failures?/u,
  start: stateless,
  rules: [[/^\d{1,9}\)\s(.*)$/u, ([, name = ""], log) => log.add(name.trim(), "FAILED")]],
});
