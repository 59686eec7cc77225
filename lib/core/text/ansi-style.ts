/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour as a terminal names it: one of its 256, or a mixture. */
export type AnsiColour = { readonly index: number } | { readonly rgb: Rgb };

/** How a terminal would draw a piece of text. Concealed and blinking text is drawn like any other. */
export interface AnsiStyle {
  readonly foreground: AnsiColour | null;
  readonly background: AnsiColour | null;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
  readonly isStruck: boolean;
  readonly isInverse: boolean;
}

export const plainStyle: AnsiStyle = {
  foreground: null,
  background: null,
  isBold: false,
  isDim: false,
  isItalic: false,
  isUnderlined: false,
  isStruck: false,
  isInverse: false,
};

/**
 * The style after a terminal's "select graphic rendition" (ECMA-48, 8.3.117), whose parameters are the text between
 * `ESC [` and `m`. Colours may be given with semicolons or with colons (ISO 8613-6). What is not known, or is not
 * complete, changes nothing.
 */
export function applyGraphicRendition(style: AnsiStyle, parameters: string): AnsiStyle {
  const fields = parameters.split(";");
  let next = style;
  for (let at = 0; at < fields.length; at++) {
    const [code = "", ...details] = (fields[at] ?? "").split(":");
    if (isColourCode(code)) {
      const own = details.length > 0;
      const given = own ? details : fields.slice(at + 1, at + 5);
      const { colour, length } = readColour(given, own);
      if (!own) at += length;
      if (colour && code !== "58") next = { ...next, [code === "38" ? "foreground" : "background"]: colour };
    } else {
      next = applyCode(next, Number(code || "0"), details[0]);
    }
  }
  return next;
}

export function isPlain(style: AnsiStyle): boolean {
  return style === plainStyle || styleName(style) === plainName;
}

/** A name of the style's own, short and of letters, digits and dashes: equal styles have the same. */
export function styleName(style: AnsiStyle): string {
  const flags = [
    style.isBold && "b",
    style.isDim && "d",
    style.isItalic && "i",
    style.isUnderlined && "u",
    style.isStruck && "s",
    style.isInverse && "r",
  ].filter(Boolean);
  return [`f${colourName(style.foreground)}`, `b${colourName(style.background)}`, flags.join("")].join("-");
}

const plainName = styleName(plainStyle);

function colourName(colour: AnsiColour | null): string {
  if (!colour) return "";
  return "index" in colour ? String(colour.index) : `x${colour.rgb.map((part) => part.toString(16)).join("x")}`;
}

/** Foreground, background, and the colour of the underline, which is read so that its parts are not taken for codes. */
function isColourCode(code: string): boolean {
  return code === "38" || code === "48" || code === "58";
}

function readColour(fields: readonly string[], hasColons: boolean): { colour: AnsiColour | null; length: number } {
  if (fields[0] === "5") {
    const index = readPart(fields[1]);
    return { colour: index === null ? null : { index }, length: 2 };
  }
  if (fields[0] !== "2") return { colour: null, length: 1 };
  // With colons a colour space may stand before the parts.
  const parts = hasColons && fields.length > 4 ? fields.slice(2, 5) : fields.slice(1, 4);
  const [red = null, green = null, blue = null] = parts.map(readPart);
  const colour = red === null || green === null || blue === null ? null : { rgb: [red, green, blue] as const };
  return { colour, length: 4 };
}

function readPart(text: string | undefined): number | null {
  if (text === undefined || !/^\d{0,3}$/.test(text)) return null;
  const part = Number(text);
  return part <= 255 ? part : null;
}

function applyCode(style: AnsiStyle, code: number, detail: string | undefined): AnsiStyle {
  if (code === 0) return plainStyle;
  if (code >= 30 && code <= 37) return { ...style, foreground: { index: code - 30 } };
  if (code >= 40 && code <= 47) return { ...style, background: { index: code - 40 } };
  if (code >= 90 && code <= 97) return { ...style, foreground: { index: code - 82 } };
  if (code >= 100 && code <= 107) return { ...style, background: { index: code - 92 } };
  if (code === 4) return { ...style, isUnderlined: detail !== "0" };
  return { ...style, ...changes[code] };
}

const changes: Readonly<Record<number, Partial<AnsiStyle>>> = {
  1: { isBold: true },
  2: { isDim: true },
  3: { isItalic: true },
  7: { isInverse: true },
  9: { isStruck: true },
  21: { isUnderlined: true },
  22: { isBold: false, isDim: false },
  23: { isItalic: false },
  24: { isUnderlined: false },
  27: { isInverse: false },
  29: { isStruck: false },
  39: { foreground: null },
  49: { background: null },
};
