import fc from "fast-check";
import { expect, test } from "vitest";
import { findLine, replaceLines, type Segment } from "./segments.ts";

test("replaces lines as an array does, and says where each comes from", () => {
  const edit = fc.record({
    start: fc.nat(10),
    count: fc.nat(4),
    lines: fc.array(fc.constantFrom("x", "y"), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
      const plain: (number | string)[] = Array.from({ length: 10 }, (_, index) => index);
      let segments: readonly Segment[] = [{ kind: "kept", from: 0, count: 10 }];
      for (const { start, count, lines } of edits) {
        segments = replaceLines(segments, Math.min(start, plain.length), count, lines);
        plain.splice(Math.min(start, plain.length), count, ...lines);
      }
      expect(plain.map((_, index) => findLine(segments, index))).toEqual(plain);
      expect(findLine(segments, plain.length)).toBeUndefined();
    }),
  );
});

test("a file with an open end stays open", () => {
  const open: readonly Segment[] = [{ kind: "kept", from: 0, count: Number.POSITIVE_INFINITY }];
  const segments = replaceLines(open, 1_000, 2, ["x"]);
  expect([findLine(segments, 999), findLine(segments, 1_000), findLine(segments, 1_001)]).toEqual([999, "x", 1_002]);
});
