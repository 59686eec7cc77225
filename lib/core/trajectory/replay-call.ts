import { parsePatch } from "../patch/parse-patch.ts";
import { scriptEffects } from "../shell/find-effects.ts";
import type { CommandFacts, FileEffect, FileView } from "../shell/model.ts";
import { readCommand } from "../shell/read-command.ts";
import { isShortened, readShownLines } from "../working-tree/read-shown-lines.ts";
import { splitLines } from "../working-tree/split-lines.ts";
import type { Action, EditAction } from "./action.ts";
import { describePatch } from "./describe-patch.ts";
import type { MadeCall } from "./list-calls.ts";
import { type PrintedText, printedText } from "./printed-text.ts";
import { replayEdit } from "./replay-edit.ts";
import type { ReplayedTree } from "./replayed-tree.ts";

const missing =
  /^(?:\/bin\/sh: \d{1,9}: |bash: )?(?:cat|sed|head|git|fatal)[^\n]{0,4096}: (?:No such file or directory|Is a directory|Permission denied|not found)|^fatal: not a git/u;

/** Gives what makes one call after another in the tree. `nameOf` gives a path from the root of the repository. */
export function createCallReplay(tree: ReplayedTree, nameOf: (path: string) => string): (made: MadeCall) => void {
  let isStaged = false;
  let hasMovedHead = false;

  return (made) => {
    if (made.facts) replayCommand(made.facts, readPrinted(made));
    else if (made.failure !== "tool" && made.failure !== "refused") {
      for (const action of made.actions) replayAction(action, made);
    }
  };

  function replayAction(action: Action, made: MadeCall): void {
    if (action.kind === "command") applyEffects(scriptEffects(action.command));
    else if (action.kind === "finish") readHandedIn(printedText(made.results).text);
    else if (action.kind === "edit" || action.kind === "view") {
      const path = placeOf(action.path);
      if (path === null) return;
      if (action.kind === "edit") replayOne(path, action, made);
      learnShown(path, made.output, action.kind === "view" && action.firstLine === null && action.lastLine === null);
    }
  }

  function readHandedIn(text: string): void {
    if (/^\s*diff --git /u.test(text)) checkpoint(text, true);
  }

  function replayOne(path: string, { edit }: EditAction, { output, results }: MadeCall): void {
    if (edit.type === "create") tree.write(path, edit.text);
    else {
      replayEdit(tree.existing(path), edit, readShownLines(output), results[0]?.extra ?? {});
      tree.changed(path, "the call does not tell what it changed");
    }
  }

  function replayCommand(facts: CommandFacts, printed: PrintedText | null): void {
    applyEffects(facts.effects);
    for (const script of facts.scripts) applyEffects(effectsOfScript(script));
    isStaged ||= facts.stages !== null;
    hasMovedHead ||= facts.movesHead;
    const isCurrent = facts.diff === "staged" ? facts.stages === "all" : facts.diff === "whole" && !isStaged;
    if (isCurrent && !hasMovedHead && printed) checkpoint(printed.text, facts.diff === "staged");
    if (printed) for (const view of facts.views) learnView(view, printed);
  }

  function effectsOfScript(script: string): readonly FileEffect[] {
    const text = tree.find(nameOf(script))?.text ?? null;
    if (text === null) return [];
    return /sh$/u.test(script) ? readCommand(text).effects : scriptEffects(text);
  }

  function applyEffects(effects: readonly FileEffect[]): void {
    for (const effect of effects) applyEffect(effect);
  }

  function applyEffect(effect: FileEffect): void {
    if (effect.type === "any") tree.loseAll(effect.reason);
    else if (effect.type === "patch") applyPatch(effect.patch);
    else {
      const path = placeOf(effect.path);
      const isGlob = path !== null && /[*?[$`]/u.test(path);
      if (isGlob) tree.loseAll(`files that only the shell can name changed: ${path}`);
      else if (effect.type === "move" || effect.type === "copy") applyMove(effect, path);
      else if (path !== null) changeFile(path, effect);
    }
  }

  function changeFile(path: string, effect: Exclude<FileEffect, { type: "any" | "patch" | "move" | "copy" }>): void {
    switch (effect.type) {
      case "write":
        tree.write(path, effect.text);
        break;
      case "append":
        append(path, effect.text);
        break;
      case "delete":
        tree.remove(path);
        break;
      case "change":
        tree.lose(path, "a command changed it in place");
        break;
      case "revert":
        tree.revert(path);
        break;
    }
  }

  function applyMove(
    { type, path: from, to }: Extract<FileEffect, { type: "move" | "copy" }>,
    path: string | null,
  ): void {
    const target = placeOf(to);
    if (target !== null && path === null) tree.write(target, null, `it was copied from ${from}`);
    if (target !== null && path !== null) tree.copy(path, target);
    if (type === "move" && path !== null) tree.remove(path);
  }

  function applyPatch(patch: string): void {
    for (const { path: given, edit } of describePatch(patch)) {
      const path = placeOf(given);
      if (path === null) tree.loseAll("a patch was applied");
      else if (edit.type === "create") tree.write(path, edit.text);
      else {
        replayEdit(tree.existing(path), edit, null, {});
        tree.changed(path, "a patch was applied");
      }
    }
  }

  function append(path: string, text: string | null): void {
    const file = tree.find(path);
    if (file && text !== null) {
      file.append(text);
      tree.changed(path, "something was added at its end, which was never shown");
    } else if (file || text !== "") tree.write(path, text);
  }

  function learnShown(path: string, output: string, isWholeAsked: boolean): void {
    const shown = readShownLines(output);
    if (!shown) return;
    const isWhole = shown.start === 0 && (shown.total === shown.lines.length || (shown.total === null && isWholeAsked));
    tree.learn(path, shown, isWhole && !isShortened(output));
  }

  function learnView(view: FileView, { text, isRaw }: PrintedText): void {
    const path = placeOf(view.path);
    if (path === null || !view.isVerbatim || text === "" || isShortened(text)) return;
    const start = (view.firstLine ?? 1) - 1;
    const lines = splitLines(text);
    if (isRaw || start === 0) tree.learn(path, { start, lines }, isRaw && view.firstLine === null);
    else tree.learn(path, { start: start + 1, lines: lines.slice(1) }, false);
  }

  function checkpoint(text: string, hasNewFiles: boolean): void {
    const { value, problems } = parsePatch(text);
    if (problems.length > 0 || isShortened(text) || (value.length === 0 && text.trim() !== "")) return;
    tree.checkpoint(value, text, hasNewFiles);
  }

  /** Null for a path outside the repository. */
  function placeOf(path: string | null): string | null {
    const name = path === null ? null : nameOf(path);
    return name === null || /^[/~]/u.test(name) || name === "" ? null : name;
  }
}

/** What a command printed, where it went well and its output is there. */
function readPrinted({ failure, results }: MadeCall): PrintedText | null {
  if (failure !== null || results.length === 0) return null;
  const printed = printedText(results);
  return missing.test(printed.text.slice(0, 5_000)) ? null : printed;
}
