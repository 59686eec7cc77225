import { lineParser } from "../log-parser.ts";

interface State {
  isStarted: boolean;
  indent: number;
  suites: string[];
}

/**
 * Karma's mocha reporter, by the rules of `parse_log_karma` (swebench 4 and 5), whose names lists depend on: a deeper
 * line opens a suite, a shallower one closes a single suite and opens none, one at the same depth changes nothing.
 */
export const karma = lineParser<State>({
  name: "karma",
  serves: "JavaScript: karma with the mocha reporter",
  harnessNames: ["parse_log_karma"],
  banner: /Starting browser \S/u,
  sign: /^ {4,}[✔✖] \S/u,
  start: () => ({ isStarted: false, indent: -1, suites: [] }),
  rules: [
    [/^SUMMARY:/u, (_, log) => log.stop()],
    [
      /Starting browser/u,
      (_, log) => {
        log.state.isStarted = true;
      },
    ],
    [
      /^\s*([✔✖])\s(.*)$/u,
      ([, mark, title = ""], { state, add }) => {
        if (state.isStarted) add([...state.suites, title].join(" > "), mark === "✔" ? "PASSED" : "FAILED");
      },
    ],
    [
      /^(\s+)(?=\s)(.*)$/u,
      ([, indent = "", rest = ""], { state }) => {
        if (!state.isStarted) return;
        if (indent.length > state.indent) state.suites.push(rest.slice(1));
        else if (indent.length < state.indent) state.suites.pop();
        state.indent = indent.length;
      },
    ],
  ],
});
