import { type CallText, joinKept } from "./function-call-text.ts";

/**
 * Reads the last fenced block of a turn as the command it wants to run, as SWE-agent's thought-and-action prompt and
 * mini-swe-agent's text prompt have it: a call of `bash` with that `command`. No whole block: the text as it is.
 */
export function readCommandBlock(text: string): CallText {
  const lines = text.split("\n");
  let open: number | null = null;
  let last: readonly [number, number] | null = null;
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith("```")) continue;
    if (open === null) open = index;
    else if (line.trimEnd() === "```") {
      last = [open, index];
      open = null;
    }
  }
  if (last === null) return { text, calls: [] };
  const [from, to] = last;
  const command = lines.slice(from + 1, to).join("\n");
  return {
    text: joinKept([lines.slice(0, from).join("\n"), lines.slice(to + 1).join("\n")]),
    calls: [commandCall(command)],
  };
}

/** A call of the shell, for sources that say what was run and not by which tool. */
export function commandCall(command: string) {
  return { id: "call-1", name: "bash", arguments: { command }, extra: {} };
}
