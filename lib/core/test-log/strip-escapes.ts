const escapeCode = String.fromCharCode(27);
const bellCode = String.fromCharCode(7);
const command = String.raw`\[[0-?]*[ -/]*[@-~]`;
const title = String.raw`\][^${bellCode}${escapeCode}]*(?:${bellCode}|${escapeCode}\\)?`;
const sequence = new RegExp(String.raw`${escapeCode}(?:${command}|${title}|[@-Z\\^_])`, "g");
const controls = new RegExp(`[${String.fromCharCode(1)}-${String.fromCharCode(31)}]`, "g");

/** Takes the terminal's escape sequences (colours, cursor moves, titles, links) out of a line. */
export function stripEscapes(line: string): string {
  return line.includes(escapeCode) ? line.replace(sequence, "") : line;
}

/** Takes every control character out of a line, tabs too. */
export function stripControls(line: string): string {
  return line.replace(controls, "");
}
