import { lineParser } from "../log-parser.ts";
import { type OpenSuite, openSuite, suitePath } from "../suites.ts";
import { splitTiming } from "../timing.ts";

/**
 * Mocha's spec reporter: suites by indentation, `✔ name (12ms)`, `1) name`, `- name`. A test goes by its suites and its
 * title with blanks between, which is Mocha's own `fullTitle`. The summary that repeats the failures is not read.
 */
export const mocha = lineParser<{ suites: OpenSuite[] }>({
  name: "mocha",
  serves: "JavaScript: mocha --reporter spec",
  banner: /^ *\d+ passing\b/u,
  repeats: "worst",
  sign: /^ {4,}(?:[✓✔] \S|\d+\) \S)/u,
  start: () => ({ suites: [] }),
  rules: [
    [/^\s*\d+ passing\b/u, (_, log) => log.stop()],
    [
      /^( *)(?:([✓✔])|(-)|\d{1,6}\)) (\S.*)$/u,
      ([, indent = "", pass, pending, title = ""], log) => {
        const { name, durationSeconds } = splitTiming(title);
        const path = suitePath(log.state.suites, indent.length, name).join(" ");
        log.add(path, pass ? "PASSED" : pending ? "SKIPPED" : "FAILED", durationSeconds);
      },
    ],
    [/^( {2,})(\S.*)$/u, ([, indent = "", title = ""], log) => openSuite(log.state.suites, indent.length, title)],
  ],
});
