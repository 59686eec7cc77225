import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { splitTiming } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = {
  ok: "PASSED",
  err: "FAILED",
  skip: "SKIPPED",
  ignore: "SKIPPED",
};

/** The Tcl suite of Redis and Valkey: `[ok]: name (12 ms)`, as in `parse_log_redis` (swebench 4 and 5). */
export const redis = lineParser({
  name: "redis",
  serves: "C: Redis' and Valkey's runtest",
  harnessNames: ["parse_log_redis"],
  sign: /^\s*\[(?:ok|err|skip|ignore)\]: \S/u,
  start: stateless,
  rules: [
    [
      /^\s*\[(ok|err|skip|ignore)\]:\s(\S.*)$/u,
      ([, word = "", title = ""], log) => {
        const { name, durationSeconds } = splitTiming(title);
        log.add(word === "err" ? withoutFile(name) : name, statuses[word], durationSeconds);
      },
    ],
  ],
});

/** A failure says in which file the test is. */
function withoutFile(name: string): string {
  const at = name.lastIndexOf(" in ");
  return at === -1 || /\s/u.test(name.slice(at + 4)) ? name : name.slice(0, at).trimEnd();
}
