import { isPatchEnvelope } from "../patch/patch-envelope.ts";
import { findGitEffects } from "./find-git-effects.ts";
import { findScriptWrites } from "./find-script-writes.ts";
import type { ShellCommand } from "./lex-shell.ts";
import type { FileEffect } from "./model.ts";
import { hasShortOption, operands } from "./operands.ts";
import type { NamedCommand } from "./unwrap-command.ts";

/** Tools that rewrite files of the tree, and the arguments that make them do so. */
const rewriters: readonly (readonly [name: RegExp, args: RegExp | null])[] = [
  [/^(?:black|isort|autopep8|yapf|autoflake|pyupgrade|clang-format|gofmt|goimports|prettier|2to3|shfmt)$/u, null],
  [/^(?:ruff|eslint|rubocop|standard|biome|stylelint)$/u, /^(?:--fix|--write|format|-a|-A)$/u],
  [/^(?:cargo|go|terraform|dotnet|mix|zig)$/u, /^(?:fmt|fix|format|generate)$/u],
  [/^(?:pre-commit|patch|unzip|tar|rsync|dos2unix|unix2dos|ed|ex|vim|vi|nano)$/u, null],
];
const onlyLooks = /^(?:--check|--diff|-d|-l|--dry-run|--check-only|-c|--version|--help|-tf|-tvf|-tzf)$/u;

/** What a command does to files, in order: what it is told to do, then where its output goes. */
export function findEffects(command: NamedCommand, before: ShellCommand | undefined): readonly FileEffect[] {
  return [...effectsOf(command, before), ...findOutputs(command)];
}

function effectsOf(command: NamedCommand, before: ShellCommand | undefined): readonly FileEffect[] {
  const { name, args, heredoc } = command;
  switch (name) {
    case "sed":
    case "perl":
      return editsInPlace(args) ? scriptTargets(args).map((path) => ({ type: "change", path })) : [];
    case "rm":
    case "unlink":
      return operands(args).map((path) => ({ type: "delete", path }));
    case "mv":
    case "cp":
      return moves(name === "mv" ? "move" : "copy", operands(args, "tS"));
    case "touch":
      return operands(args, "drt").map((path) => ({ type: "append", path, text: "" }));
    case "truncate":
      return operands(args, "sr").map((path) => ({ type: "change", path }));
    case "tee": {
      const given = heredoc ?? (command.isPipedInto && before?.words[0] === "cat" ? before.heredoc : null);
      const text = given ? literalText(given.text, given.isLiteral) : null;
      const type = hasShortOption(args, "a") || args.includes("--append") ? "append" : "write";
      return operands(args).map((path) => ({ type, path, text }));
    }
    case "git":
      return findGitEffects(args, heredoc?.text ?? null);
    case "apply_patch":
    case "applypatch": {
      const patch = heredoc?.text ?? args[0] ?? "";
      return isPatchEnvelope(patch) ? [{ type: "patch", patch }] : [{ type: "any", reason: "a patch was applied" }];
    }
    case "patch":
      if (heredoc && !onlyLooksAt(args)) return [{ type: "patch", patch: heredoc.text }];
      return onlyLooksAt(args) ? [] : [{ type: "any", reason: "a patch was applied" }];
    default:
      return /^(?:python|pypy)[\d.]{0,6}$|^node$/u.test(name) ? findInlineWrites(command) : rewrites(name, args);
  }
}

function editsInPlace(args: readonly string[]): boolean {
  return hasShortOption(args, "i") || args.some((arg) => arg.startsWith("--in-place"));
}

/** `sed -i script file…`; with `-e` or `-f` every operand is a file. */
function scriptTargets(args: readonly string[]): readonly string[] {
  const files = operands(args, "ef").filter((word) => word !== "");
  return args.some((arg) => /^(?:-[A-Za-z]{0,6}[ef]|--expression|--file)/u.test(arg)) ? files : files.slice(1);
}

function moves(type: "move" | "copy", paths: readonly string[]): readonly FileEffect[] {
  const to = paths.at(-1);
  if (to === undefined || paths.length < 2) return [];
  const isFolder = paths.length > 2 || to.endsWith("/") || to === ".";
  return paths.slice(0, -1).map((path) => {
    const target = isFolder ? `${to.replace(/\/$/u, "")}/${path.slice(path.lastIndexOf("/") + 1)}` : to;
    return { type, path, to: target };
  });
}

/** A script in the command itself: `python -c "…"`, `python - <<EOF`. */
function findInlineWrites({ args, heredoc }: NamedCommand): readonly FileEffect[] {
  const at = args.findIndex((arg) => arg === "-c" || arg === "-e");
  const script = at === -1 ? heredoc?.text : args[at + 1];
  return script === undefined ? [] : scriptEffects(script);
}

/** The effects of a script whose text is known. */
export function scriptEffects(script: string): readonly FileEffect[] {
  const { paths, hasOthers } = findScriptWrites(script);
  const changes = paths.map((path): FileEffect => ({ type: "change", path }));
  return hasOthers ? [...changes, { type: "any", reason: "a script wrote files" }] : changes;
}

function rewrites(name: string, args: readonly string[]): readonly FileEffect[] {
  if (onlyLooksAt(args)) return [];
  const known = rewriters.some(
    ([names, needed]) => names.test(name) && (!needed || args.some((arg) => needed.test(arg))),
  );
  return known ? [{ type: "any", reason: `${name} rewrote files` }] : [];
}

function onlyLooksAt(args: readonly string[]): boolean {
  return args.some((arg) => onlyLooks.test(arg));
}

function findOutputs({ name, args, heredoc, redirects, isPipedInto }: NamedCommand): readonly FileEffect[] {
  const outputs = redirects.filter(({ operator, path }) => operator !== "<" && !/^\/dev\/|^&/u.test(path));
  return outputs.map(({ operator, stream, path }) => {
    const isPrinted = stream !== 2 && !isPipedInto;
    const text = isPrinted ? printedText(name, args, heredoc) : null;
    return { type: operator === ">" ? "write" : "append", path, text };
  });
}

/** What `cat` and `echo` print, where the shell puts nothing of its own in. */
function printedText(name: string, args: readonly string[], heredoc: NamedCommand["heredoc"]): string | null {
  if (name === "cat" && args.length === 0 && heredoc) return literalText(heredoc.text, heredoc.isLiteral);
  if (name === "" || name === ":") return "";
  const isPlain = name === "echo" && args.every((arg) => !/[$`*?\\]/u.test(arg)) && !/^-[neE]/u.test(args[0] ?? "");
  return isPlain ? `${args.join(" ")}\n` : null;
}

function literalText(text: string, isLiteral: boolean): string | null {
  return isLiteral || !/[$`\\]/u.test(text) ? text : null;
}
