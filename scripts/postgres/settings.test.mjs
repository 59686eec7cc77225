import { describe, expect, it } from "vitest";
import { serverArguments } from "./settings.mjs";

const GIBIBYTE = 1024 ** 3;

describe("serverArguments", () => {
  it.each([
    [0.2, "64MB"],
    [2, "512MB"],
    [64, "1024MB"],
  ])("with %d GiB of memory shared_buffers is %s", (gibibytes, expected) => {
    expect(serverArguments({ port: 1, logFolder: "/log", memoryBytes: gibibytes * GIBIBYTE })).toContain(
      `shared_buffers=${expected}`,
    );
  });

  it("gives up durability only for a throw-away server", () => {
    expect(serverArguments({ port: 1, logFolder: "/log" })).not.toContain("fsync=off");
    expect(serverArguments({ port: 1, logFolder: "/log", throwAway: true })).toContain("fsync=off");
  });
});
