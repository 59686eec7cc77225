/** A run of whole lines of a text: prose, or a block of code with the fences around it. */
export interface FencedPiece {
  readonly isCode: boolean;
  readonly text: string;
}

/** Finds the fenced blocks of a Markdown text, as CommonMark has them; joined again the pieces are the text. An open block goes to the end. */
export function splitFences(text: string): readonly FencedPiece[] {
  const pieces: { isCode: boolean; text: string }[] = [];
  let fence: string | null = null;
  for (const line of text.split(/(?<=\n)/u)) {
    const [, mark = ""] = /^ {0,3}(`{3,}|~{3,})/u.exec(line) ?? [];
    const isEnd = fence !== null && mark.startsWith(fence) && line.trim() === mark;
    const isStart =
      fence === null && mark !== "" && !(mark.startsWith("`") && line.trim().slice(mark.length).includes("`"));
    const isCode = fence !== null || isStart;
    const last = pieces.at(-1);
    if (last && last.isCode === isCode && !isStart) last.text += line;
    else pieces.push({ isCode, text: line });
    if (isStart) fence = mark;
    else if (isEnd) fence = null;
  }
  return pieces.filter((piece) => piece.text !== "");
}
