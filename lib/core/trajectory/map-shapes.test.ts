import { describe, expect, it } from "vitest";
import { mapColumns, mapLengths, mapShapes } from "./map-shapes.ts";
import { commandStep, outlineOf } from "./testing/sample-steps.ts";

const [first, second, third] = outlineOf([
  commandStep(1, "ls", "a"),
  commandStep(2, "ls", "b"),
  commandStep(3, "ls", "c"),
]);
if (!first || !second || !third) throw new Error("Three steps have three lines");

describe("mapShapes", () => {
  it("draws a mark at the place of each step that has one", () => {
    const { edits, errors, tests } = mapColumns;
    const shapes = mapShapes([
      { ...first, actions: ["edit"] },
      { ...second, actions: ["edit"], isGoldEdit: true, testRun: { passed: 1, failed: 0 } },
      { ...third, isError: true, loop: 0, testRun: { passed: 1, failed: 1 } },
    ]);
    expect(shapes.edits).toBe(`M${edits.x} 0h${edits.width}v1h-${edits.width}z`);
    expect(shapes.goldEdits).toBe(`M${edits.x} 1h${edits.width}v1h-${edits.width}z`);
    expect(shapes.tests).toBe(`M${tests.x} 1h${tests.width}v1h-${tests.width}z`);
    expect(shapes.failedTests).toBe(`M${tests.x} 2h${tests.width}v1h-${tests.width}z`);
    expect(shapes.errors).toBe(`M${errors.x} 2h${errors.width}v1h-${errors.width}z`);
    expect(shapes.loops).toContain(" 2h");
  });

  it("draws tokens by the share of the turn that used the most, and none where none are told", () => {
    const { tokens } = mapColumns;
    const shapes = mapShapes([
      { ...first, promptTokens: 90, completionTokens: 10 },
      { ...second, promptTokens: 50 },
      third,
    ]);
    expect(shapes.tokens).toBe(
      `M${tokens.x} 0h${tokens.width}v1h-${tokens.width}zM${tokens.x} 1h${tokens.width / 2}v1h-${tokens.width / 2}z`,
    );
    expect(mapShapes([third]).tokens).toBe("");
  });
});

describe("mapLengths", () => {
  it("draws every step once, in one path for each look", () => {
    const paths = mapLengths([first, { ...second, characters: 100_000 }, third], ({ number }) =>
      number === 2 ? "long" : "short",
    );
    expect([...paths.keys()]).toEqual(["short", "long"]);
    expect(paths.get("short")?.match(/M/g)).toHaveLength(2);
    expect(paths.get("long")).toBe(`M0 1h${mapColumns.length.width}v1h-${mapColumns.length.width}z`);
  });
});
