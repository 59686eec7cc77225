import { z } from "zod";
import { jsonParser } from "../json-parser.ts";
import type { TestStatus } from "../model.ts";

const statuses: Readonly<Record<string, TestStatus>> = { passed: "PASSED", failed: "FAILED", pending: "SKIPPED" };

const example = z.object({ full_description: z.string(), status: z.string(), run_time: z.number().nullish() });

/** RSpec's JSON formatter, by `full_description`. */
export const rspecJson = jsonParser({
  name: "rspec-json",
  serves: "Ruby: rspec --format json",
  harnessNames: [],
  key: "full_description",
  sign: /^\s*(?:\{.*)?"full_description":/u,
  shape: z.object({ examples: z.array(example) }),
  *tests({ examples }) {
    for (const { full_description: written, status, run_time: time } of examples) {
      yield { name: written.trim(), written, status: statuses[status], durationSeconds: time ?? null };
    }
  },
});
