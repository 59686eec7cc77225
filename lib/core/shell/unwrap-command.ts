import type { ShellCommand } from "./lex-shell.ts";

/** A simple command without what stands before its name. */
export interface NamedCommand extends Omit<ShellCommand, "words"> {
  /** The last part of the path: `pytest` for `/usr/bin/pytest`; empty where there are only redirects. */
  readonly name: string;
  /** The name as it is written. */
  readonly program: string;
  readonly args: readonly string[];
  /** What it reads are further arguments: `xargs`. */
  readonly isFedArguments: boolean;
}

const keywords = new Set([
  "if",
  "then",
  "elif",
  "else",
  "while",
  "until",
  "do",
  "!",
  "{",
  "time",
  "exec",
  "command",
  "builtin",
]);
/** Programs that run the command that follows them, and their options that take a value. */
const wrappers: ReadonlyMap<string, string> = new Map([
  ["sudo", "ugpCh"],
  ["env", "uCS"],
  ["nice", "n"],
  ["nohup", ""],
  ["stdbuf", "ioe"],
  ["timeout", "ks"],
  ["xargs", "IinPLdEas"],
  ["xvfb-run", "nes"],
  ["script", ""],
]);
const runners =
  /^(?:poetry|uv|pipenv|pdm|hatch|rye|conda|mamba|micromamba|bundle|npx|bunx|pnpx|pnpm|yarn|npm|dotenv)$/u;
const runnerWords = /^(?:run|exec|dlx|x)$/u;

/** Takes keywords, variable assignments and wrappers (sudo, timeout, xargs, poetry run…) off the front of a command. */
export function unwrapCommand(command: ShellCommand): NamedCommand {
  const { words } = command;
  let at = 0;
  while (at < words.length) {
    const next = skipOne(words, at);
    if (next === at) break;
    at = next;
  }
  const program = words[at] ?? "";
  return {
    ...command,
    program,
    name: program.slice(program.lastIndexOf("/") + 1),
    args: words.slice(at + 1),
    isFedArguments: words.slice(0, at).includes("xargs"),
  };
}

/** Where the command goes on behind a wrapper at `at`; `at` where none stands there. */
function skipOne(words: readonly string[], at: number): number {
  const word = words[at] ?? "";
  if (keywords.has(word) || /^[A-Za-z_]\w{0,199}\+?=/u.test(word)) return at + 1;
  const options = wrappers.get(word.slice(word.lastIndexOf("/") + 1));
  if (options !== undefined) {
    const next = skipOptions(words, at + 1, options);
    return word.endsWith("timeout") ? Math.min(next + 1, words.length) : next;
  }
  return runners.test(word) ? skipRunner(words, at) : at;
}

function skipOptions(words: readonly string[], from: number, takeValue: string): number {
  let at = from;
  for (let word = words[at]; word !== undefined && /^-./u.test(word); word = words[++at]) {
    if (/^-[A-Za-z]$/u.test(word) && takeValue.includes(word.charAt(1))) at++;
  }
  return Math.min(at, words.length);
}

/** `poetry run x`, `conda run -n env x`, `npx x`; what is no such run stays: `npm test`, `poetry install`. */
function skipRunner(words: readonly string[], at: number): number {
  const runner = words[at] ?? "";
  const isDirect = /^(?:npx|bunx|pnpx)$/u.test(runner);
  if (!isDirect && !runnerWords.test(words[at + 1] ?? "")) return at;
  if (/^(?:npm|pnpm|yarn)$/u.test(runner) && words[at + 1] === "run") return at;
  const next = skipOptions(words, at + (isDirect ? 1 : 2), /conda|mamba/u.test(runner) ? "np" : "p");
  return next < words.length ? next : at;
}
