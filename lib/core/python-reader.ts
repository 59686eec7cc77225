/** Where a reader of Python literals stands. */
export interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

/** Ends the reading of a literal; it never leaves the parser. */
export class LiteralError extends Error {
  readonly at: number;
  readonly expected: string;
  readonly found: string;

  constructor(at: number, expected: string, found: string) {
    super(expected);
    this.at = at;
    this.expected = expected;
    this.found = found;
  }
}

export function fail(reader: Reader, expected: string, at = reader.at): never {
  throw new LiteralError(at, expected, reader.text.slice(at, at + 100) || "the end");
}

/** Passes white space, comments and the backslash that joins two lines. */
export function skipBlank(reader: Reader): void {
  for (;;) {
    const next = reader.text.charAt(reader.at);
    if (next !== "" && " \t\r\n\f".includes(next)) reader.at++;
    else if (next === "#") reader.at = endOfLine(reader);
    else if (next === "\\" && /^\\\r?\n/u.test(reader.text.slice(reader.at, reader.at + 3)))
      reader.at = endOfLine(reader);
    else return;
  }
}

function endOfLine(reader: Reader): number {
  const newline = reader.text.indexOf("\n", reader.at);
  return newline === -1 ? reader.text.length : newline + 1;
}
