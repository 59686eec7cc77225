import { lineParser } from "../log-parser.ts";
import { closeSuites, type OpenSuite, openSuite, suitePath } from "../suites.ts";
import { splitTiming } from "../timing.ts";

/**
 * The spec reporter of `node:test`: `▶ suite`, `✔ name (0.4ms)`, `✖`, `﹣`. Titles are joined by ` > `. The line that
 * ends a suite names no test, and the list of failures at the end is not read again.
 */
export const nodeSpec = lineParser<{ suites: OpenSuite[] }>({
  name: "node-spec",
  serves: "JavaScript: node --test, spec reporter",
  banner: /^ℹ tests \d/u,
  repeats: "worst",
  sign: /^\s*(?:▶ \S|[✔✖﹣] \S.*\(\d[\d.]*m?s\))/u,
  start: () => ({ suites: [] }),
  rules: [
    [/^ℹ tests \d/u, (_, log) => log.stop()],
    [
      /^( *)▶ (\S.*)$/u,
      ([, indent = "", title = ""], log) => {
        const { name } = splitTiming(title);
        const last = log.state.suites.at(-1);
        if (last?.indent === indent.length && last.title === name) closeSuites(log.state.suites, indent.length);
        else openSuite(log.state.suites, indent.length, name);
      },
    ],
    [
      /^( *)([✔✖﹣]) (\S.*)$/u,
      ([, indent = "", mark = "", rest = ""], log) => {
        const at = rest.lastIndexOf(" # ");
        const directive = at === -1 ? "" : rest.slice(at + 3);
        const { name, durationSeconds } = splitTiming(at === -1 ? rest : rest.slice(0, at));
        const { suites } = log.state;
        closeSuites(suites, indent.length + 1);
        const last = suites.at(-1);
        if (last?.indent === indent.length && last.title === name) {
          closeSuites(suites, indent.length);
          return;
        }
        const path = suitePath(suites, indent.length, name).join(" > ");
        log.add(path, statusOf(mark, directive), durationSeconds);
      },
    ],
  ],
});

function statusOf(mark: string, directive: string): "PASSED" | "FAILED" | "SKIPPED" | "XFAIL" {
  if (mark === "﹣" || /^SKIP\b/iu.test(directive)) return "SKIPPED";
  if (mark === "✔") return "PASSED";
  return /^TODO\b/iu.test(directive) ? "XFAIL" : "FAILED";
}
