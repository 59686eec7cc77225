import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ParsedLog } from "./model.ts";
import { parseLog } from "./parse-log.ts";
import { logParsers } from "./registry.ts";

const folder = join(import.meta.dirname, "fixtures");
const cases = logParsers.flatMap(({ name }) =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith(".log"))
    .map((file) => [name, file.replace(".log", "")] as const),
);

describe("each parser on its fixtures", () => {
  test.each(cases)("%s: %s", (name, file) => {
    const text = readFileSync(join(folder, name, `${file}.log`), "utf8");
    const expected: unknown = JSON.parse(readFileSync(join(folder, name, `${file}.json`), "utf8"));
    expect({ auto: parseLog(text).parser, ...show(parseLog(text, { parser: name })) }).toEqual(expected);
  });

  test("every folder of fixtures is a parser's", () => {
    expect(readdirSync(folder).toSorted()).toEqual(logParsers.map(({ name }) => name).toSorted());
  });

  test.each(cases)("%s: %s, cut off anywhere, says nothing else of the tests it still names", (name, file) => {
    const text = readFileSync(join(folder, name, `${file}.log`), "utf8");
    const lines = text.split("\n");
    for (let end = 0; end < text.length; end += 17) {
      const { tests } = parseLog(text.slice(0, end), { parser: name });
      for (const { line } of tests.values()) expect(lines[line - 1]).toBeDefined();
    }
  });
});

/** Status, line, and the time where there is one; without the problem that every fixture has, for it has no markers. */
function show({ tests, problems }: ParsedLog) {
  return {
    tests: Object.fromEntries(
      Array.from(tests, ([name, { status, line, durationSeconds }]) => [
        name,
        durationSeconds === null ? [status, line] : [status, line, durationSeconds],
      ]),
    ),
    problems: problems.filter(({ expected }) => !expected.startsWith("the lines >>>>>")),
  };
}
