import type { CommandFacts, FileEffect } from "./model.ts";
import { operands } from "./operands.ts";

/** What `git` with these arguments does to the files of the working tree. */
export function findGitEffects(args: readonly string[], input: string | null): readonly FileEffect[] {
  const [verb = "", ...rest] = skipGlobalOptions(args);
  const names = operands(rest, "smb");
  switch (verb) {
    case "apply":
    case "am":
      if (rest.some((arg) => /^--(?:check|stat|numstat|summary)$/u.test(arg))) return [];
      return input ? [{ type: "patch", patch: input }] : [{ type: "any", reason: "a patch was applied" }];
    case "checkout":
    case "restore":
      return revertsOf(verb, rest, names);
    case "rm":
      return rest.includes("--cached") ? [] : names.map((path) => ({ type: "delete", path }));
    case "mv":
      return names[0] && names[1] ? [{ type: "move", path: names[0], to: names[1] }] : [];
    case "stash":
      return /^(?:list|show|drop|clear)$/u.test(names[0] ?? "") ? [] : anyOf("git stash");
    case "reset":
      return rest.includes("--hard") ? anyOf("git reset") : [];
    case "clean":
    case "merge":
    case "pull":
    case "rebase":
    case "revert":
    case "cherry-pick":
    case "switch":
      return rest.some((arg) => /^(?:-n|--dry-run)$/u.test(arg)) ? [] : anyOf(`git ${verb}`);
    default:
      return [];
  }
}

/** Whether `git diff` with these arguments prints the changes of the whole tree or of a part of it; null for no diff. */
export function findGitDiff(args: readonly string[]): CommandFacts["diff"] {
  const [verb, ...rest] = skipGlobalOptions(args);
  if (verb !== "diff") return null;
  if (
    rest.some((arg) =>
      /^--(?:\w*stat|name-\w+|summary|check|quiet|exit-code|word-diff|color-words|no-index|help)/u.test(arg),
    )
  )
    return null;
  if (operands(rest, "UGSO").some((name) => name !== "HEAD")) return "part";
  return rest.some((arg) => arg === "--cached" || arg === "--staged") ? "staged" : "whole";
}

/** Whether `git` with these arguments stages all changes, or some. */
export function findStaging(args: readonly string[]): CommandFacts["stages"] {
  const [verb = "", ...rest] = skipGlobalOptions(args);
  if (verb === "add" || verb === "stage")
    return rest.some((arg) => /^(?:-A|--all|\.|:\/)$/u.test(arg)) ? "all" : "some";
  return /^(?:reset|rm|mv)$/u.test(verb) || (verb === "restore" && rest.includes("--staged")) ? "some" : null;
}

/** Whether `git` with these arguments moves the commit that a later diff compares with. */
export function movesHead(args: readonly string[]): boolean {
  return /^(?:commit|merge|pull|rebase|cherry-pick|switch|am)$/u.test(skipGlobalOptions(args)[0] ?? "");
}

/** A path and not a branch: it stands behind `--`, or looks like a file. */
function revertsOf(verb: string, rest: readonly string[], names: readonly string[]): readonly FileEffect[] {
  if (rest.includes("-b") || rest.includes("-B") || (rest.includes("--staged") && !rest.includes("--worktree")))
    return [];
  const dashes = rest.indexOf("--");
  const paths = dashes === -1 ? names : rest.slice(dashes + 1);
  const isFromCommit = dashes > 0 && operands(rest.slice(0, dashes)).some((name) => name !== "HEAD");
  const areFiles = dashes !== -1 || verb === "restore" || paths.every((path) => /\.\w{1,10}$|\/\w+\.\w/u.test(path));
  if (
    isFromCommit ||
    !areFiles ||
    paths.length === 0 ||
    paths.some((path) => /^[.:*]|\/$/u.test(path) && !/^\.\w|^\.\/\w/u.test(path))
  ) {
    return anyOf(`git ${verb}`);
  }
  return paths.map((path) => ({ type: "revert", path }));
}

function anyOf(what: string): readonly FileEffect[] {
  return [{ type: "any", reason: `${what} changed files` }];
}

function skipGlobalOptions(args: readonly string[]): readonly string[] {
  let at = 0;
  for (let arg = args[at]; arg?.startsWith("-"); arg = args[at]) at += arg === "-C" || arg === "-c" ? 2 : 1;
  return args.slice(at);
}
