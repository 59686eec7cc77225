import { expect, it } from "vitest";
import { matchTestIds } from "./match-test-ids.ts";
import { respellUnittestName, shortenUnittestName } from "./unittest-name.ts";

const short = "test_a (tests.test_money.ParseTest)";
const long = "test_a (tests.test_money.ParseTest.test_a)";

it("goes from one spelling to the other and back", () => {
  expect(shortenUnittestName(long)).toBe(short);
  expect(shortenUnittestName(short)).toBe(short);
  expect(respellUnittestName(long)).toBe(short);
  expect(respellUnittestName(short)).toBe(long);
  expect(respellUnittestName("tests/test_a.py::test_b")).toBe("tests/test_a.py::test_b");
});

it("keeps what stands behind the name", () => {
  expect(shortenUnittestName(`${long} [size=3]`)).toBe(`${short} [size=3]`);
});

it.each([
  [short, long],
  [long, short],
])("finds %s in the log of another Python, as %s", (id, name) => {
  expect(matchTestIds(new Map([[name, { status: "PASSED" }]]), [id])).toEqual([
    { id, kind: "spelling", name, status: "PASSED" },
  ]);
});
