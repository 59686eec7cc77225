import type { CSSProperties } from "react";
import type { AnsiStyle } from "#lib/core/text/ansi-style";
import { type AnsiTheme, paintAnsi } from "#lib/core/text/paint-ansi";

/** The tokens `--text` and `--surface` of both themes, which terminal text is drawn with. */
const light: AnsiTheme = { text: [22, 25, 29], canvas: [247, 248, 249] };
const dark: AnsiTheme = { text: [231, 234, 238], canvas: [21, 25, 30] };

/** What the class `ansi` reads: the server does not know the theme, so that both are told. Only numbers reach a value. */
export function ansiProperties(style: AnsiStyle): CSSProperties {
  const byDay = paintAnsi(style, light);
  const byNight = paintAnsi(style, dark);
  const lines = [style.isUnderlined && "underline", style.isStruck && "line-through"].filter(Boolean).join(" ");
  // Custom properties are no part of the type.
  const colours = {
    ...(byDay.text && { "--ansi-day": rgb(byDay.text) }),
    ...(byDay.background && { "--ansi-day-ground": rgb(byDay.background) }),
    ...(byNight.text && { "--ansi-night": rgb(byNight.text) }),
    ...(byNight.background && { "--ansi-night-ground": rgb(byNight.background) }),
  } as CSSProperties;
  return {
    ...colours,
    ...(style.isBold && { fontWeight: 700 }),
    ...(style.isItalic && { fontStyle: "italic" }),
    ...(lines && { textDecoration: lines }),
  };
}

function rgb(parts: readonly number[]): string {
  return `rgb(${parts.join(" ")})`;
}
