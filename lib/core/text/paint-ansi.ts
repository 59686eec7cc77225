import type { AnsiColour, AnsiStyle, Rgb } from "./ansi-style.ts";

/** What a theme draws plain text with. */
export interface AnsiTheme {
  readonly text: Rgb;
  readonly canvas: Rgb;
}

export interface AnsiPaint {
  /** Null where the theme's own colour stays. */
  readonly text: Rgb | null;
  readonly background: Rgb | null;
}

/** The contrast that WCAG 2.2 asks of text (1.4.3). */
const leastContrast = 4.5;

/**
 * The colours to draw a style with. Where what the log asks for could not be read, the text moves towards black or
 * white until it can: nothing in a log is hidden by its colours.
 */
export function paintAnsi(style: AnsiStyle, theme: AnsiTheme): AnsiPaint {
  const text = style.foreground && rgbOf(style.foreground);
  const background = style.background && rgbOf(style.background);
  const drawn = style.isInverse ? (text ?? theme.text) : background;
  const asked = style.isInverse ? (background ?? theme.canvas) : text;
  const ground = drawn ?? theme.canvas;
  const dimmed = style.isDim ? mix(asked ?? theme.text, ground, 0.35) : asked;
  if (!dimmed && !drawn) return { text: null, background: null };
  return { text: makeReadable(dimmed ?? theme.text, ground), background: drawn };
}

/** The contrast of two colours by WCAG's formula, from 1 to 21. */
export function contrastOf(one: Rgb, other: Rgb): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** xterm's sixteen; those after them are its cube of six shades a part, and its greys. */
const named: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

function rgbOf(colour: AnsiColour): Rgb {
  if ("rgb" in colour) return colour.rgb;
  const { index } = colour;
  const own = named[index];
  if (own) return own;
  if (index >= 232) return [8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10];
  const place = index - 16;
  return [shadeOf(Math.floor(place / 36)), shadeOf(Math.floor(place / 6) % 6), shadeOf(place % 6)];
}

function shadeOf(step: number): number {
  return step === 0 ? 0 : 55 + step * 40;
}

function makeReadable(colour: Rgb, ground: Rgb): Rgb {
  const black: Rgb = [0, 0, 0];
  const white: Rgb = [255, 255, 255];
  const pole = contrastOf(black, ground) >= contrastOf(white, ground) ? black : white;
  let painted = colour;
  for (let share = 0.1; contrastOf(painted, ground) < leastContrast && share < 1.05; share += 0.1) {
    painted = mix(colour, pole, share);
  }
  return painted;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (a: number, b: number) => Math.round(a + (b - a) * Math.min(1, share));
  return [part(from[0], to[0]), part(from[1], to[1]), part(from[2], to[2])];
}

function luminanceOf([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
