import type { FileSearch } from "./model.ts";
import { hasShortOption, operands } from "./operands.ts";
import type { NamedCommand } from "./unwrap-command.ts";

const searchers = /^(?:grep|egrep|fgrep|zgrep|rg|ripgrep|ag|ack)$/u;

/** What a command looks for in files or among their names. A filter of what another command prints is no search. */
export function findSearches({ name, args, isPipedInto, isFedArguments }: NamedCommand): readonly FileSearch[] {
  if (name === "find" || name === "fd" || name === "fdfind") return [findByName(name, args)];
  const isGit = name === "git" && args[0] === "grep";
  if (!isGit && !searchers.test(name)) return [];
  const [given = "", ...paths] = operands(isGit ? args.slice(1) : args, "efmABCgtTjd");
  const named = optionValue(args, /^(?:-e|--regexp)$/u);
  const path = (named === null ? paths[0] : given) || null;
  const isFilter =
    isPipedInto &&
    !isFedArguments &&
    path === null &&
    !isGit &&
    !hasShortOption(args, "r") &&
    !hasShortOption(args, "R");
  return isFilter ? [] : [{ query: named ?? given, path }];
}

function findByName(name: string, args: readonly string[]): FileSearch {
  if (name !== "find") {
    const [query = "", path = null] = operands(args, "etEdx");
    return { query, path };
  }
  const [first] = args;
  const path = first !== undefined && !/^[-(!]/u.test(first) ? first : null;
  return { query: optionValue(args, /^-(?:i?(?:name|path|wholename|regex)|type)$/u) ?? "", path };
}

function optionValue(args: readonly string[], option: RegExp): string | null {
  const names = args.flatMap((arg, at) => (option.test(arg) ? [{ arg, value: args[at + 1] ?? "" }] : []));
  return (names.find(({ arg }) => arg !== "-type") ?? names[0])?.value ?? null;
}
