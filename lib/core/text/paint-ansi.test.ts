import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnsiStyle, applyGraphicRendition, plainStyle } from "./ansi-style.ts";
import { type AnsiTheme, contrastOf, paintAnsi } from "./paint-ansi.ts";

const light: AnsiTheme = { text: [0, 0, 0], canvas: [255, 255, 255] };
const dark: AnsiTheme = { text: [212, 212, 212], canvas: [30, 30, 30] };

describe("paintAnsi", () => {
  it("leaves plain text to the theme", () => {
    expect(paintAnsi({ ...plainStyle, isBold: true }, dark)).toEqual({ text: null, background: null });
  });

  it("takes the colours that can be read as they are", () => {
    expect(paint("31", light)).toEqual({ text: [205, 0, 0], background: null });
    expect(paint("38;5;46", dark)).toEqual({ text: [0, 255, 0], background: null });
    expect(paint("38;5;16;48;5;231", dark)).toEqual({ text: [0, 0, 0], background: [255, 255, 255] });
    expect(paint("38;5;250", dark)).toEqual({ text: [188, 188, 188], background: null });
  });

  it("swaps them when the text is inverse", () => {
    expect(paint("7", dark)).toEqual({ text: [30, 30, 30], background: [212, 212, 212] });
    expect(paint("7;32", light)).toEqual({ text: expect.any(Array), background: [0, 205, 0] });
  });

  it("makes what cannot be read readable", () => {
    const part = fc.nat(255);
    const colour = fc.oneof(
      fc.constant(null),
      fc.nat(255).map((index) => ({ index })),
      fc.tuple(part, part, part).map((rgb) => ({ rgb })),
    );
    const styles: fc.Arbitrary<AnsiStyle> = fc.record({
      foreground: colour,
      background: colour,
      isBold: fc.boolean(),
      isDim: fc.boolean(),
      isItalic: fc.boolean(),
      isUnderlined: fc.boolean(),
      isStruck: fc.boolean(),
      isInverse: fc.boolean(),
    });
    fc.assert(
      fc.property(styles, fc.constantFrom(light, dark), (style, theme) => {
        const { text, background } = paintAnsi(style, theme);
        expect(contrastOf(text ?? theme.text, background ?? theme.canvas)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

function paint(parameters: string, theme: AnsiTheme) {
  return paintAnsi(applyGraphicRendition(plainStyle, parameters), theme);
}
