import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { segmentForSearch } from "./search-text.ts";

describe("segmentForSearch", () => {
  test.each([["plain text, naïve — 😀"], ["Привет, мир"], [""]])("leaves %j as it is", (text) =>
    expect(segmentForSearch(text)).toBe(text),
  );

  test("words of other scripts beside a run stand alone", () => {
    expect(segmentForSearch("修复parser的bug").split(" ")).toEqual(expect.arrayContaining(["parser", "的", "bug"]));
    expect(segmentForSearch("fix 数据库.").startsWith("fix 数据")).toBe(true);
  });

  test("a run is cut into words", () => {
    expect(segmentForSearch("修复数据库连接错误").split(" ").length).toBeGreaterThan(2);
    expect(segmentForSearch("ไฟล์เสียหาย").split(" ").length).toBeGreaterThan(1);
  });

  test("adds spaces and nothing else", () => {
    const char = fc.constantFrom(..."数据库接カタカナひらไทยdie x1-.😀\n");
    fc.assert(
      fc.property(fc.array(char), (chars) => {
        const text = chars.join("");
        const once = segmentForSearch(text);
        expect(once.replace(/ /gu, "")).toBe(text.replace(/ /gu, ""));
        expect(once.length).toBeGreaterThanOrEqual(text.length);
      }),
    );
  });
});
