import type { FileView } from "./model.ts";
import { hasShortOption, operands } from "./operands.ts";
import type { NamedCommand } from "./unwrap-command.ts";

/** The files that a command shows; `isVerbatim` looks at this command alone. */
export function findViews(command: NamedCommand): readonly FileView[] {
  const { heredoc, redirects, isPipedInto } = command;
  if (heredoc || redirects.some(({ operator, stream }) => operator !== "<" && stream !== 2)) return [];
  const input = isPipedInto ? [] : redirects.filter(({ operator }) => operator === "<").map(({ path }) => path);
  return viewsOf(command, input).filter(({ path }) => path !== "" && path !== "-" && !path.startsWith("/dev/"));
}

function viewsOf({ name, args }: NamedCommand, input: readonly string[]): readonly FileView[] {
  switch (name) {
    case "cat": {
      const files = [...operands(args), ...input];
      return files.map((path) => view(path, null, null, files.length === 1 && files.length === args.length));
    }
    case "less":
    case "more":
    case "bat":
    case "batcat":
    case "tac":
    case "nl":
      return [...operands(args, "bdhnsvw"), ...input].map((path) => view(path, null, null, false));
    case "head":
    case "tail":
      return viewEnd(name, args, [...operands(args, "nc"), ...input]);
    case "sed":
      return viewBySed(args, input);
    case "awk":
    case "gawk":
      return [...operands(args, "Fvf").slice(1), ...input].map((path) => view(path, null, null, false));
    default:
      return [];
  }
}

function viewEnd(name: "head" | "tail", args: readonly string[], files: readonly string[]): readonly FileView[] {
  const count = Number(/(?:^|\s)-(?:n\s?|-lines=)?(\d{1,9})(?=\s|$)/u.exec(args.slice(0, 4).join(" "))?.[1] ?? 10);
  const isHead = name === "head" && !args.some((arg) => /^-c|^--bytes|^-n?-|^-n?\+/u.test(arg));
  return files.map((path) => view(path, isHead ? 1 : null, isHead ? count : null, isHead && files.length === 1));
}

/** `sed -n '10,20p' file`; a script that does more shows the file too, but not its lines as they are. */
function viewBySed(args: readonly string[], input: readonly string[]): readonly FileView[] {
  if (hasShortOption(args, "i") || args.some((arg) => arg.startsWith("--in-place"))) return [];
  const [script = "", ...files] = operands(args, "f");
  const range = /^(\d{1,9})(?:,(\d{1,9}|\$))?p$/u.exec(script.replaceAll(/\s/gu, ""));
  const first = range?.[1] ? Number(range[1]) : null;
  const last = range?.[2] === "$" ? null : range ? Number(range[2] ?? range[1]) : null;
  const isVerbatim = range !== null && hasShortOption(args, "n") && files.length === 1;
  return [...files, ...input].map((path) => view(path, first, last, isVerbatim));
}

function view(path: string, firstLine: number | null, lastLine: number | null, isVerbatim: boolean): FileView {
  return { path, firstLine, lastLine, isVerbatim };
}
