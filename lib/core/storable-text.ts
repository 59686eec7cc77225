import { z } from "zod";

/** Whether PostgreSQL can keep a text: it holds no NUL and no half of a character. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** A text that can be kept: without NUL, and with U+FFFD for half characters. */
export function makeStorable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/** A text that can be kept, to be asked more of. */
export function storableText() {
  return z.string().refine(isStorable, "text without NUL and half characters");
}
