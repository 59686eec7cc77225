import { describe, expect, it } from "vitest";
import { type EnvironmentInput, environmentSchema } from "#lib/core/environment/model";
import { environmentHash, imageHash } from "#lib/sandbox/hash";

function environmentOf(part: Partial<EnvironmentInput> = {}) {
  return environmentSchema.parse({
    baseImage: "debian:bookworm",
    test: { command: "make check" },
    parser: "tap",
    ...part,
  });
}

describe("the hashes of an environment", () => {
  it("stay what they are: stored results are named by them", () => {
    expect(environmentHash(environmentOf())).toMatchInlineSnapshot(
      `"2708b703abc3de6d67299a9c981a44cf98cc75cf27f91cd4960be994037c54f0"`,
    );
    expect(imageHash(environmentOf())).toMatchInlineSnapshot(
      `"1a38e23d41e2d23d3d603533a1491b34a5e20719b5f698e119532bcc0ad46460"`,
    );
  });

  it("do not depend on the order of keys", () => {
    const one = environmentOf({ env: { A: "1", B: "2" } });
    const other = environmentOf({ env: { B: "2", A: "1" } });
    expect(environmentHash(other)).toBe(environmentHash(one));
  });

  it("tell environments apart, and images only where they differ", () => {
    const other = environmentOf({ test: { command: "make other" } });
    expect(environmentHash(other)).not.toBe(environmentHash(environmentOf()));
    expect(imageHash(other)).toBe(imageHash(environmentOf()));
    expect(imageHash(environmentOf({ setup: ["true"] }))).not.toBe(imageHash(environmentOf()));
  });
});
