import { describe, expect, it } from "vitest";
import { limitLines } from "./limit-text.ts";

const lines = (count: number) => Array.from({ length: count }, (_, line) => `line ${line + 1}`).join("\n");

describe("limitLines", () => {
  it("leaves a short text as it is, but for line breaks at its end", () => {
    expect(limitLines("a\nb\n\n", 10)).toEqual({ text: "a\nb", lines: 2, isCut: false });
    expect(limitLines("", 10)).toEqual({ text: "", lines: 1, isCut: false });
  });

  it("cuts a long one behind its last line that is shown, and counts them all", () => {
    expect(limitLines(lines(100), 3)).toEqual({ text: "line 1\nline 2\nline 3", lines: 100, isCut: true });
  });

  it("does not cut for the sake of a few lines", () => {
    expect(limitLines(lines(12), 10)).toMatchObject({ isCut: false, text: lines(12) });
    expect(limitLines(lines(13), 10)).toMatchObject({ isCut: true, text: lines(10) });
  });
});
