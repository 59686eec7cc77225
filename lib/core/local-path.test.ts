import { describe, expect, it } from "vitest";
import { localPath } from "./local-path.ts";

describe("localPath", () => {
  it("keeps an address of our own", () => {
    expect(localPath("/tasks?dataset=demo#x")).toBe("/tasks?dataset=demo#x");
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    undefined,
    ["/a"],
  ])("leads home instead of to %j", (address) => {
    expect(localPath(address)).toBe("/");
  });
});
