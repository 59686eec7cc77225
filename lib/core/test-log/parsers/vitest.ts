import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = { "✓": "PASSED", "×": "FAILED", "↓": "SKIPPED" };

/** A time, or the bare number that `parse_log_vitest` takes for one. */
const ending = /\s(?:(\d{1,9})\s?(ms?|s)?|\[skipped\])$/u;

/**
 * `vitest --reporter=verbose`: `✓ file > block > name 12ms`, by all of that but the time, as in `parse_log_vitest`
 * (swebench 4 and 5). The line of a whole file, which counts its tests, names none.
 */
export const vitest = lineParser({
  name: "vitest",
  serves: "JavaScript: vitest --reporter=verbose",
  harnessNames: ["parse_log_vitest"],
  banner: /^\s*Test Files +\d/u,
  sign: /^\s*[✓×↓] \S+ > \S/u,
  start: stateless,
  rules: [
    [/^\s*[✓×↓❯]\s[^>]* \(\d+ tests?(?: \| [^()]*)?\)(?: \d+ ?m?s)?$/u, () => {}],
    [
      /^\s*([✓×↓])\s(\S.*)$/u,
      ([, mark = "", rest = ""], log) => {
        const line = rest.trimEnd();
        const end = ending.exec(line.slice(-20));
        log.add(line.slice(0, line.length - (end?.[0].length ?? 0)), statuses[mark], seconds(end?.[1], end?.[2] ?? ""));
      },
    ],
  ],
});
