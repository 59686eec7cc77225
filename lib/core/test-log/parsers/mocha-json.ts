import { z } from "zod";
import { jsonParser } from "../json-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

const test = z.object({ fullTitle: z.string(), duration: z.number().nullish() });

/** Mocha's JSON reporter, by `fullTitle`, as in `parse_log_prismjs` (swebench 4 and 5). */
export const mochaJson = jsonParser({
  name: "mocha-json",
  serves: "JavaScript: mocha --reporter json",
  harnessNames: ["parse_log_prismjs"],
  key: "fullTitle",
  sign: /^\s*(?:\{.*)?"fullTitle":/u,
  shape: z.object({ pending: z.array(test).default([]), failures: z.array(test), passes: z.array(test) }),
  *tests({ pending, failures, passes }) {
    for (const [list, status] of [
      [pending, "SKIPPED"],
      [failures, "FAILED"],
      [passes, "PASSED"],
    ] satisfies [z.output<typeof test>[], TestStatus][]) {
      for (const { fullTitle, duration } of list) {
        yield { name: fullTitle, written: fullTitle, status, durationSeconds: seconds(duration ?? undefined, "ms") };
      }
    }
  },
});
