import fc from "fast-check";
import { expect, it } from "vitest";
import { type AnsiSpan, ansiStart, readAnsi } from "./read-ansi.ts";
import { SpanList } from "./span-list.ts";

it("finds what lies between two places, as a search of all would", () => {
  const part = fc.constantFrom("\u001b[31m", "\u001b[1m", "\u001b[0m", "ab", "\n");
  const pieces = fc.array(fc.array(part).map((parts) => parts.join("")));
  fc.assert(
    fc.property(pieces, fc.nat(40), fc.nat(40), (texts, from, length) => {
      const list = new SpanList();
      const all: AnsiSpan[] = [];
      let state = ansiStart;
      let offset = 0;
      for (const text of texts) {
        const read = readAnsi(text, state);
        state = read.state;
        list.add(read.spans, offset);
        for (const span of read.spans) all.push({ ...span, start: span.start + offset, end: span.end + offset });
        offset += read.text.length;
      }
      const to = from + length;
      const expected = all
        .filter(({ start, end }) => start < to && end > from)
        .map((span) => ({ ...span, start: Math.max(from, span.start), end: Math.min(to, span.end) }));
      expect(list.between(from, to, 1_000)).toEqual(expected);
      expect(list.between(from, to, 1)).toEqual(expected.slice(0, 1));
      list.clear();
      expect(list.between(from, to, 1_000)).toEqual([]);
    }),
  );
});
