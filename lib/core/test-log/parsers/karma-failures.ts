import { lineParser, stateless } from "../log-parser.ts";

/**
 * Karma's own reporters, which name only failures: `Chrome 99.0 (Linux x86_64) suite name FAILED`, as in
 * `parse_log_chart_js` (swebench 4 and 5). For tasks that are graded by their failures alone.
 */
export const karmaFailures = lineParser({
  name: "karma-failures",
  serves: "JavaScript: karma, failures alone (Chart.js)",
  harnessNames: ["parse_log_chart_js"],
  banner: /Executed \d+ of \d+/u,
  sign: /^.{0,40}Chrome \S+ \([^()]+\) \S.* FAILED$/u,
  start: stateless,
  rules: [
    [/^.{0,80}?Chrome [\d.]{1,40} \([^()]+\) (\S.*)FAILED\s*$/u, ([, name = ""], log) => log.add(name, "FAILED")],
  ],
});
