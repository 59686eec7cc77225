import { lexShell } from "../shell/lex-shell.ts";
import type { Action } from "./action.ts";
import { describeEditor, readLineEdit } from "./describe-editor.ts";

/**
 * A command of SWE-agent's own that came as text through the shell: `open setup.py 20`, `edit 1:3 …`,
 * `str_replace_editor view /testbed/x.py`. Null for everything that the shell itself runs.
 */
export function describeTextCommand(text: string): readonly Action[] | null {
  const name = /^\s{0,20}([a-z_]{2,30})(?=\s|$)/u.exec(text.slice(0, 60))?.[1];
  if (name === undefined || !textCommands.has(name)) return null;
  if (name === "edit") {
    const edit = readLineEdit(text);
    if (edit) return [{ kind: "edit", path: null, edit }];
  }
  const [command, ...others] = lexShell(text);
  const [, ...words] = command?.words ?? [];
  if (others.length > 0 && !/^(?:str_replace_editor|edit|insert)$/u.test(name)) return null;
  return textCommands.get(name)?.(words) ?? null;
}

type Describe = (words: readonly string[]) => readonly Action[] | null;

const textCommands: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ["open", ([path = null, line]) => [{ kind: "view", path, firstLine: lineNumber(line), lastLine: null }]],
  ["goto", ([line]) => [{ kind: "view", path: null, firstLine: lineNumber(line), lastLine: null }]],
  ["scroll_down", () => [{ kind: "view", path: null, firstLine: null, lastLine: null }]],
  ["scroll_up", () => [{ kind: "view", path: null, firstLine: null, lastLine: null }]],
  ["filemap", ([path = null]) => [{ kind: "view", path, firstLine: null, lastLine: null }]],
  ["create", ([path = null]) => [{ kind: "edit", path, edit: { type: "create", text: "" } }]],
  [
    "edit",
    ([before, after]) =>
      before && after !== undefined ? [{ kind: "edit", path: null, edit: { type: "replace", before, after } }] : null,
  ],
  ["insert", (words) => describeInsertWords(words)],
  ["search_dir", ([query = "", path = null]) => [{ kind: "search", query, path }]],
  ["search_file", ([query = "", path = null]) => [{ kind: "search", query, path }]],
  ["find_file", ([query = "", path = null]) => [{ kind: "search", query, path }]],
  ["str_replace_editor", (words) => describeEditor(readFlags(words))],
  ["submit", () => [{ kind: "finish", message: null }]],
  ["exit_forfeit", () => [{ kind: "finish", message: null }]],
]);

function describeInsertWords([text, line]: readonly string[]): readonly Action[] | null {
  if (text === undefined) return null;
  const number = lineNumber(line);
  return [
    { kind: "edit", path: null, edit: number === null ? { type: "unknown" } : { type: "insert", line: number, text } },
  ];
}

/** `str_replace path --old_str a --new_str b`, `view path --view_range 1 20` as the arguments that they stand for. */
function readFlags([command = "", path = "", ...rest]: readonly string[]) {
  const args: Record<string, string> = { command, path };
  for (let at = 0; at < rest.length; at++) {
    const flag = /^--(\w{1,40})$/u.exec(rest[at] ?? "")?.[1];
    const value = rest[at + 1];
    if (flag === undefined || value === undefined) continue;
    args[flag] = flag === "view_range" ? `${value} ${rest[at + 2] ?? ""}` : value;
    at++;
  }
  return args;
}

function lineNumber(word: string | undefined): number | null {
  return word !== undefined && /^\d{1,9}$/u.test(word) ? Number(word) : null;
}
