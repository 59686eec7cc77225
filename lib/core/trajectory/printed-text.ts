import { contentText } from "./content-text.ts";
import type { CallResult } from "./model.ts";

/** What a command printed. */
export interface PrintedText {
  readonly text: string;
  /** Blanks at its start and end are as they were printed. */
  readonly isRaw: boolean;
}

const wrapped = /^<returncode>-?\d{1,5}<\/returncode>\n<output>\n([\s\S]*)<\/output>\s*$/u;
const trailer =
  /\n?\[(?:The command completed with|The command has no new output|Current working directory|Python interpreter|Command finished with)[^\n]{0,4096}\]\s*$/u;

/** The output of a command without what the scaffold writes around it (mini-swe-agent, OpenHands). */
export function printedText(results: readonly CallResult[]): PrintedText {
  const [only] = results;
  const raw = results.length === 1 ? only?.extra.raw_output : undefined;
  if (typeof raw === "string") return { text: raw, isRaw: true };
  const text = results.map(({ content }) => contentText(content)).join("\n");
  const inner = text.startsWith("<returncode>") ? wrapped.exec(text)?.[1] : undefined;
  if (inner !== undefined) return { text: inner, isRaw: true };
  return { text: stripTrailers(text.replaceAll("\r\n", "\n")), isRaw: false };
}

function stripTrailers(text: string): string {
  let end = text;
  for (let more = 0; more < 4; more++) {
    const tail = end.slice(-5_000);
    const found = trailer.exec(tail);
    if (!found) break;
    end = end.slice(0, end.length - found[0].length);
  }
  return end;
}
