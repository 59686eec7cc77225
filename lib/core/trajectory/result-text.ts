export interface ResultText {
  /** The tool that it names as the one it comes from. */
  readonly name: string | null;
  readonly text: string;
}

const prefixes = [
  /^EXECUTION RESULT of \[([^\]\n]{1,200})\]:\n?/u,
  /^Execution output of \[([^\]\n]{1,200})\]:\n?/u,
  /^OBSERVATION:\n/u,
  /^Observation: /u,
];

/** What came back for a call, told by how a user's message begins, without that beginning; null where it is none. */
export function readResultText(text: string): ResultText | null {
  for (const prefix of prefixes) {
    const match = prefix.exec(text);
    if (match) return { name: match[1] ?? null, text: text.slice(match[0].length) };
  }
  return null;
}

/** The exit code that mini-swe-agent writes at the head of a result. */
export function returnCodeIn(text: string): number | null {
  const code = /^\s*<returncode>(-?\d{1,9})<\/returncode>/u.exec(text)?.[1];
  return code === undefined ? null : Number(code);
}
