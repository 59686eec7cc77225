import type { z } from "zod";
import { findJsonObjects } from "./json-objects.ts";
import { locator } from "./locate.ts";
import type { LogParser } from "./log-parser.ts";
import type { TestStatus } from "./model.ts";

interface ReportedTest {
  readonly name: string;
  /** The text of the report that holds the name, to find its line. */
  readonly written: string;
  readonly status: TestStatus | undefined;
  readonly durationSeconds: number | null;
}

interface JsonParserSpec<Shape extends z.ZodType> extends Pick<LogParser, "name" | "serves" | "harnessNames"> {
  /** A word that every report has as a key. */
  readonly key: string;
  readonly sign: RegExp;
  readonly shape: Shape;
  /** The tests of a report, in the order in which the report has them. */
  tests(report: z.output<Shape>): Iterable<ReportedTest>;
}

/** A parser of a runner's JSON report, which may stand anywhere in a log, more than once, on one line or on many. */
export function jsonParser<Shape extends z.ZodType>(spec: JsonParserSpec<Shape>): LogParser {
  const { name, serves, harnessNames, key, sign, shape, tests } = spec;
  return {
    name,
    serves,
    harnessNames,
    sign,
    banner: null,
    repeats: "worst",
    read(part, recorder) {
      for (const { value, part: source } of findJsonObjects(part, key, recorder)) {
        const report = shape.safeParse(value);
        if (!report.success) {
          const [issue] = report.error.issues;
          recorder.report(source.firstLine, `a report of ${name}`, `${issue?.path.join(".")}: ${issue?.message}`);
          continue;
        }
        const locate = locator(source);
        for (const test of tests(report.data)) {
          const line = locate(JSON.stringify(test.written));
          if (test.status) recorder.add(test.name, test.status, line, test.durationSeconds);
        }
      }
    },
  };
}
