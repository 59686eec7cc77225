import { findHidden } from "./visible-characters.ts";

/** Writes the name of each character that would not be seen, or would turn the text around it; line breaks stay. */
export function nameHidden(text: string): string {
  let shown = "";
  let at = 0;
  for (const { start, end, name } of findHidden(text)) {
    if (text[start] === "\n" || text[start] === "\r") continue;
    shown += `${text.slice(at, start)}⟪${name}⟫`;
    at = end;
  }
  return shown + text.slice(at);
}
