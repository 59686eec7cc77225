/** What every total parser gives back: the best value it could read, and what it could not. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** One place where the input is not what the format asks for. */
export interface Problem {
  /** 1-based line of the input. */
  readonly line: number;
  /** 1-based column, counted in UTF-16 units, where the format makes one known. */
  readonly column?: number;
  readonly expected: string;
  /** What stood there instead, shortened. */
  readonly found: string;
}

/** Shortens hostile or long input for a message: one line, at most `limit` characters. */
export function excerpt(text: string, limit = 80): string {
  const line = text
    .slice(0, limit + 1)
    .replace(/\s+/gu, " ")
    .toWellFormed();
  return line.length > limit || text.length > limit + 1 ? `${line.slice(0, limit - 1).toWellFormed()}…` : line;
}
