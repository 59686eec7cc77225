import fc from "fast-check";
import { expect, it } from "vitest";
import { countWholeCharacterBytes } from "./whole-characters.ts";

it("leaves a character that has only begun to the next piece", () => {
  expect(countWholeCharacterBytes(Uint8Array.of())).toBe(0);
  expect(countWholeCharacterBytes(new TextEncoder().encode("aé"))).toBe(3);
  expect(countWholeCharacterBytes(new TextEncoder().encode("aé").subarray(0, 2))).toBe(1);
  expect(countWholeCharacterBytes(new TextEncoder().encode("😀").subarray(0, 3))).toBe(0);
  expect(countWholeCharacterBytes(Uint8Array.of(0x61, 0x80, 0x80, 0x80, 0x80))).toBe(5);
  expect(countWholeCharacterBytes(Uint8Array.of(0x61, 0xff))).toBe(2);
});

it("lets pieces be decoded each for itself, wherever the text was cut", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 9 }), (given, length) => {
      const text = given.toWellFormed();
      const bytes = new TextEncoder().encode(text);
      let decoded = "";
      let done = 0;
      for (let end = length; done < bytes.length; end += length) {
        const piece = bytes.subarray(done, end);
        const whole = end >= bytes.length ? piece.length : countWholeCharacterBytes(piece);
        decoded += new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece.subarray(0, whole));
        done += whole;
      }
      expect(decoded).toBe(text);
    }),
  );
});
