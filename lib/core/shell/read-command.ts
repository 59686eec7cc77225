import { findEffects } from "./find-effects.ts";
import { findGitDiff, findStaging, movesHead } from "./find-git-effects.ts";
import { findSearches } from "./find-searches.ts";
import { findViews } from "./find-views.ts";
import { joinPath } from "./join-path.ts";
import { lexShell, type ShellCommand } from "./lex-shell.ts";
import type { CommandFacts, FileEffect, FileSearch, FileView } from "./model.ts";
import { operands } from "./operands.ts";
import { findTestRunner } from "./test-runner.ts";
import { type NamedCommand, unwrapCommand } from "./unwrap-command.ts";

const deepestShell = 3;
const silent = /^(?:cd|export|set|source|\.|true|git)$/u;

/**
 * Tells what a shell text does, without running it: test runs, files shown, searched and changed, diffs. Paths follow
 * `cd`, from `folder` on; what the text builds with variables is taken as it is written. Total; linear in the text.
 */
export function readCommand(text: string, folder: string | null = null): CommandFacts {
  const facts: OpenFacts = {
    testRunner: null,
    views: [],
    searches: [],
    effects: [],
    scripts: [],
    diff: null,
    stages: null,
    movesHead: false,
    folder,
  };
  readInto(facts, text, deepestShell);
  return facts;
}

interface OpenFacts {
  testRunner: string | null;
  views: FileView[];
  searches: FileSearch[];
  effects: FileEffect[];
  scripts: string[];
  diff: CommandFacts["diff"];
  stages: CommandFacts["stages"];
  movesHead: boolean;
  folder: string | null;
}

function readInto(facts: OpenFacts, text: string, depth: number): void {
  const commands = lexShell(text).map((raw) => ({ raw, command: unwrapCommand(raw) }));
  const printing = commands.filter(({ command }) => !silent.test(command.name) || findGitDiff(command.args) !== null);
  for (const [index, { raw, command }] of commands.entries()) {
    const inner = depth > 0 ? innerShell(command) : null;
    if (inner !== null) readInto(facts, inner, depth - 1);
    else
      readOne(facts, command, { before: commands[index - 1]?.raw, isAlone: printing.length === 1 && !raw.isPipedOn });
  }
}

interface Place {
  readonly before: ShellCommand | undefined;
  /** No other command of the text prints anything, and this one's output is shown as it is. */
  readonly isAlone: boolean;
}

function readOne(facts: OpenFacts, command: NamedCommand, { before, isAlone }: Place): void {
  const { name, args } = command;
  if (name === "cd" || name === "pushd") {
    facts.folder = joinPath(facts.folder, args.find((arg) => !arg.startsWith("-")) ?? "~");
    return;
  }
  const { folder } = facts;
  facts.testRunner ??= findTestRunner(command);
  for (const view of findViews(command)) {
    facts.views.push({ ...view, path: joinPath(folder, view.path), isVerbatim: view.isVerbatim && isAlone });
  }
  for (const search of findSearches(command)) {
    facts.searches.push({ ...search, path: search.path === null ? null : joinPath(folder, search.path) });
  }
  for (const effect of findEffects(command, before)) facts.effects.push(placeEffect(effect, folder));
  const script = findScript(command);
  if (script !== null) facts.scripts.push(joinPath(folder, script));
  if (name !== "git") return;
  const diff = findGitDiff(args);
  const isShown = isAlone && command.redirects.every(({ operator, stream }) => operator === "<" || stream === 2);
  if (diff) facts.diff = isShown ? diff : "part";
  facts.stages = findStaging(args) ?? facts.stages;
  facts.movesHead ||= movesHead(args);
}

/** The script that an interpreter is given, or that is run by its path. */
function findScript({ name, program, args }: NamedCommand): string | null {
  if (/\.(?:py|sh|js|mjs)$/u.test(name) && program.includes("/")) return program;
  if (!/^(?:python|pypy)[\d.]{0,6}$|^node$|^(?:ba|z|da)?sh$/u.test(name)) return null;
  const [first] = operands(args, "WX");
  return args.some((arg) => /^-[a-z]{0,4}[mce]$/u.test(arg)) || first === "-" ? null : (first ?? null);
}

/** The text that `bash -c` is given. */
function innerShell({ name, args }: NamedCommand): string | null {
  if (!/^(?:ba|z|da|k)?sh$/u.test(name)) return name === "eval" ? args.join(" ") : null;
  const at = args.findIndex((arg) => /^-[a-z]{0,4}c$/u.test(arg));
  return at === -1 ? null : (args[at + 1] ?? null);
}

function placeEffect(effect: FileEffect, folder: string | null): FileEffect {
  switch (effect.type) {
    case "move":
    case "copy":
      return { ...effect, path: joinPath(folder, effect.path), to: joinPath(folder, effect.to) };
    case "patch":
    case "any":
      return effect;
    default:
      return { ...effect, path: joinPath(folder, effect.path) };
  }
}
