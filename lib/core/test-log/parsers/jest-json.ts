import { z } from "zod";
import { jsonParser } from "../json-parser.ts";
import { type LogParser, lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = {
  passed: "PASSED",
  failed: "FAILED",
  pending: "SKIPPED",
  skipped: "SKIPPED",
  todo: "SKIPPED",
  disabled: "SKIPPED",
};

const assertion = z.object({
  ancestorTitles: z.array(z.string()),
  title: z.string(),
  status: z.string(),
  duration: z.number().nullish(),
});

const report = jsonParser({
  name: "jest-json",
  serves: "JavaScript: jest --json, vitest --reporter=json",
  harnessNames: ["parse_log_jest_json"],
  key: "testResults",
  sign: /^\s*(?:\[(?:PASSED|FAILED)\] \S|(?:\{.*)?"numTotalTests":)/u,
  shape: z.object({ testResults: z.array(z.object({ assertionResults: z.array(assertion) })) }),
  *tests({ testResults }) {
    for (const { assertionResults } of testResults) {
      for (const { ancestorTitles, title, status, duration } of assertionResults) {
        yield {
          name: [...ancestorTitles, title].join(" > "),
          written: title,
          status: statuses[status],
          durationSeconds: seconds(duration ?? undefined, "ms"),
        };
      }
    }
  },
});

/** What swebench makes of the report before it parses. */
const transformed = lineParser({
  name: report.name,
  serves: report.serves,
  start: stateless,
  rules: [
    [
      /^\s*\[(PASSED|FAILED|PENDING|SKIPPED|TODO)\] (\S.*)$/u,
      ([, word = "", name = ""], log) => log.add(name.trimEnd(), statuses[word.toLowerCase()]),
    ],
  ],
});

/**
 * The JSON report of Jest, which Vitest writes alike, and the lines `[PASSED] block > title` of `parse_log_jest_json`
 * (swebench 4 and 5): a test goes by the titles of its blocks and its own, joined by ` > `.
 */
export const jestJson: LogParser = {
  ...report,
  read(part, recorder) {
    // The report may be one long line, which is none of these.
    transformed.read(part, { ...recorder, report() {} });
    report.read(part, recorder);
  },
};
