import { readWord } from "./read-word.ts";

/** One simple command of a shell text: its words without quotes, and where its output goes. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly redirects: readonly ShellRedirect[];
  /** The text between the marks of a here-document; null where the command has none. */
  readonly heredoc: Heredoc | null;
  /** It reads what the command before it prints. */
  readonly isPipedInto: boolean;
  /** What it prints goes to the next command. */
  readonly isPipedOn: boolean;
}

export interface ShellRedirect {
  readonly operator: "<" | ">" | ">>";
  /** 1 for what is printed, 2 for errors, null for both. */
  readonly stream: number | null;
  readonly path: string;
}

export interface Heredoc {
  readonly text: string;
  /** The shell puts no variables in. */
  readonly isLiteral: boolean;
}

interface OpenCommand {
  words: string[];
  redirects: ShellRedirect[];
  heredoc: Heredoc | null;
  isPipedInto: boolean;
  isPipedOn: boolean;
  hasHeredoc: boolean;
}

interface PendingHeredoc {
  readonly owner: OpenCommand;
  readonly mark: string;
  readonly isLiteral: boolean;
  readonly stripsTabs: boolean;
}

/**
 * Cuts a text of a POSIX shell into simple commands, without running or expanding anything: variables and `$(…)` stay
 * in the words as they are written. Total and linear: a quote or here-document without an end goes to the end of the text.
 */
export function lexShell(text: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  const pending: PendingHeredoc[] = [];
  let current = openCommand(false);
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === "\n") {
      close(false);
      at++;
      for (const heredoc of pending.splice(0)) at = readHeredoc(text, at, heredoc);
    } else if (char === " " || char === "\t" || char === "\r") at++;
    else if (char === "\\" && text.charAt(at + 1) === "\n") at += 2;
    else if (char === "#") at = endOfLine(text, at);
    else if (char === ";" || char === "(" || char === ")") {
      close(false);
      at++;
    } else if (char === "&" && text.charAt(at + 1) === ">") at = readRedirect(at + 1, null);
    else if (char === "&" || char === "|") {
      const isDouble = text.charAt(at + 1) === char;
      close(char === "|" && !isDouble);
      at += isDouble || (char === "|" && text.charAt(at + 1) === "&") ? 2 : 1;
    } else if (char === "<" || char === ">") at = readRedirect(at, 1);
    else at = takeWord();
  }
  close(false);
  return commands;

  function takeWord(): number {
    const word = readWord(text, at);
    const next = text.charAt(word.end);
    if ((next === ">" || next === "<") && /^\d$/u.test(word.text)) return readRedirect(word.end, Number(word.text));
    current.words.push(word.text);
    return word.end;
  }

  function readRedirect(from: number, stream: number | null): number {
    if (text.startsWith("<<<", from)) return readWord(text, skipBlanks(text, from + 3)).end;
    if (text.startsWith("<<", from)) return openHeredoc(from + 2);
    const operator = text.startsWith(">>", from) ? ">>" : text.charAt(from) === ">" ? ">" : "<";
    let end = from + operator.length;
    if (text.charAt(end) === "&") return Math.max(end + 1, readWord(text, end + 1).end);
    if (text.charAt(end) === "|") end++;
    const word = readWord(text, skipBlanks(text, end));
    if (word.text !== "") current.redirects.push({ operator, stream, path: word.text });
    return Math.max(word.end, end);
  }

  function openHeredoc(from: number): number {
    const stripsTabs = text.charAt(from) === "-";
    const word = readWord(text, skipBlanks(text, from + (stripsTabs ? 1 : 0)));
    current.hasHeredoc = true;
    pending.push({ owner: current, mark: word.text, isLiteral: word.isQuoted, stripsTabs });
    return Math.max(word.end, from);
  }

  function close(isPipedOn: boolean): void {
    if (current.words.length > 0 || current.redirects.length > 0 || current.hasHeredoc) {
      current.isPipedOn = isPipedOn;
      commands.push(current);
      current = openCommand(isPipedOn);
    } else if (!isPipedOn && current.isPipedInto && text.charAt(at) !== "\n") current = openCommand(false);
  }
}

function openCommand(isPipedInto: boolean): OpenCommand {
  return { words: [], redirects: [], heredoc: null, isPipedInto, isPipedOn: false, hasHeredoc: false };
}

/** Reads the lines up to the mark into the command they belong to; gives the offset behind the mark. */
function readHeredoc(text: string, from: number, { owner, mark, ...rest }: PendingHeredoc): number {
  let at = from;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const line = text.slice(at, Math.min(end, at + mark.length + 65));
    const bare = (rest.stripsTabs ? line.replace(/^\t{1,64}/u, "") : line).replace(/\r$/u, "");
    if (end - at === line.length && bare === mark) return give(at, end + 1);
    at = end + 1;
  }
  return give(text.length, text.length);

  function give(end: number, next: number): number {
    const body = text.slice(from, end);
    owner.heredoc = { text: rest.stripsTabs ? body.replace(/^\t+/gmu, "") : body, isLiteral: rest.isLiteral };
    return next;
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === " " || text.charAt(at) === "\t") at++;
  return at;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
