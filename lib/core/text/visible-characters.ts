export interface HiddenCharacter {
  readonly start: number;
  readonly end: number;
  /** `U+202E`. */
  readonly name: string;
}

/** Code points that are not seen, or that move what is seen. */
const ranges: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x08], // controls, but for the tab
  [0x0a, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f],
  [0x61c, 0x61c], // bidi marks
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200c], // zero width
  [0x200e, 0x200f],
  [0x2028, 0x202e], // line separators, bidi embeddings and overrides
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff], // surrogates without their other half
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xe0000, 0xe0fff], // tags
];
const characters = ranges.map(([first, last]) => `${escapePoint(first)}-${escapePoint(last)}`).join("");
/** A joiner inside an emoji does what it is there for, and is left alone. */
const joiner = String.raw`(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}])\u{200D}`;
const hidden = new RegExp(`[${characters}]|${joiner}`, "gu");

/** Finds each character of a text that a reader would not see, with its place in UTF-16 units. */
export function findHidden(text: string): HiddenCharacter[] {
  return Array.from(text.matchAll(hidden), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    name: `U+${(match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  }));
}

function escapePoint(point: number): string {
  return `\\u{${point.toString(16)}}`;
}
