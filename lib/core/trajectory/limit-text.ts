/** How much of a text is drawn unasked. */
export interface ShownText {
  readonly text: string;
  /** Lines of the whole text. */
  readonly lines: number;
  readonly isCut: boolean;
}

/** A text up to `most` lines. A little more than that is shown as it is: a cut should be worth it. */
export function limitLines(text: string, most: number): ShownText {
  const body = text.replace(/\n+$/, "");
  let lines = 1;
  let end = -1;
  for (let at = body.indexOf("\n"); at !== -1; at = body.indexOf("\n", at + 1)) {
    if (lines === most) end = at;
    lines++;
  }
  const isCut = lines > most * 1.2 && end !== -1;
  return { text: isCut ? body.slice(0, end) : body, lines, isCut };
}
