import { describe, expect, it } from "vitest";
import { folderName } from "#lib/runs/folder-name";

describe("folderName", () => {
  it.each([
    ["../../etc", "..__..__etc"],
    ["..", "_.."],
    ["", "_"],
    ["owner/name:pr-1", "owner__name:pr-1"],
    ["a\0b\nc", "a_b_c"],
  ])("makes of %j a folder's name", (name, expected) => {
    expect(folderName(name)).toBe(expected);
  });
});
