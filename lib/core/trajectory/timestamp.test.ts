import { expect, test } from "vitest";
import { Fields, ProblemList } from "./fields.ts";
import { readTimestamp } from "./timestamp.ts";

test.each([
  [1757015046.7, "2025-09-04T19:44:06.700Z"],
  [1757015046700, "2025-09-04T19:44:06.700Z"],
  ["2025-10-10T06:10:15.158090", "2025-10-10T06:10:15.158090"],
  ["2025-10-10 06:10:15", "2025-10-10T06:10:15"],
  ["2025-10-10T06:10:15+02:00", "2025-10-10T06:10:15+02:00"],
  ["2025-10-10T06:10:15Z", "2025-10-10T06:10:15Z"],
  [null, null],
])("%j is %j", (value, expected) => {
  const problems = new ProblemList();
  const fields = new Fields({ at: value }, "", problems);
  expect(readTimestamp(fields, "at")).toBe(expected);
  expect(fields.rest()).toEqual({});
  expect(problems.list()).toEqual([]);
});

test.each(["yesterday", "2025-13-45T99:00:00", 1e300, true])("%j is no time, and stays", (value) => {
  const problems = new ProblemList();
  const fields = new Fields({ at: value }, "steps[3]", problems);
  expect(readTimestamp(fields, "at")).toBeNull();
  expect(fields.rest()).toEqual({ at: value });
  expect(problems.list()).toEqual([{ path: "steps[3].at", expected: "a time", found: String(value) }]);
});
