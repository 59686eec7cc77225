import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { type OpenSuite, openSuite, suitePath } from "../suites.ts";
import { splitTiming } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = { ok: "PASSED", FAILED: "FAILED", ignored: "SKIPPED" };

/** `deno test`: `name ... ok (5ms)`; the steps of a test are indented below it and go by the path of their names. */
export const deno = lineParser<{ suites: OpenSuite[] }>({
  name: "deno",
  serves: "JavaScript: deno test",
  banner: /^(?:ok|FAILED) \| \d+ passed/u,
  repeats: "worst",
  sign: /^\S.* \.\.\. (?:ok|FAILED|ignored) \(\d+m?s\)$/u,
  start: () => ({ suites: [] }),
  rules: [
    [/^ (?:ERRORS|FAILURES) $/u, (_, log) => log.stop()],
    [
      /^( *)(\S.*) \.\.\. (ok|FAILED|ignored)((?: \([^()]*\))*)$/u,
      ([, indent = "", title = "", word = "", time = ""], log) => {
        const path = suitePath(log.state.suites, indent.length, title).join(" > ");
        log.add(path, statuses[word], splitTiming(time).durationSeconds);
      },
    ],
    [/^( *)(\S.*) \.\.\.$/u, ([, indent = "", title = ""], log) => openSuite(log.state.suites, indent.length, title)],
  ],
});
