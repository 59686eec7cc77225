import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { splitTiming } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = {
  pass: "PASSED",
  "✓": "PASSED",
  fail: "FAILED",
  "✗": "FAILED",
  skip: "SKIPPED",
  todo: "SKIPPED",
  "»": "SKIPPED",
  "✎": "SKIPPED",
};

/** `bun test`: `(pass) block > name [0.12ms]`, with signs in place of the words on a terminal. */
export const bun = lineParser({
  name: "bun",
  serves: "JavaScript: bun test",
  banner: /^Ran \d+ tests? across \d+ files?/u,
  repeats: "worst",
  sign: /^\((?:pass|fail|skip|todo)\) \S/u,
  start: stateless,
  rules: [
    [
      /^(?:\((pass|fail|skip|todo)\)|([✓✗»✎])) (\S.*)$/u,
      ([, word, mark, title = ""], log) => {
        const { name, durationSeconds } = splitTiming(title);
        log.add(name, statuses[word ?? mark ?? ""], durationSeconds);
      },
    ],
  ],
});
