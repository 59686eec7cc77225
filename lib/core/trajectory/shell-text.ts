import type { JsonObject } from "../json.ts";
import { textArgument } from "./call-arguments.ts";

/** The text that a call gives to a shell: the command, the keys that Terminus types, or a list of words. */
export function shellText(args: JsonObject): string | null {
  const text = textArgument(args, "command", "cmd", "keystrokes", "commands", "script", "code", "input", "raw");
  if (text !== null) return text;
  const list = [args.command, args.cmd, args.commands, args.keystrokes].find((value) => Array.isArray(value));
  const words = list?.filter((word) => typeof word === "string") ?? [];
  if (words.length === 0) return Array.isArray(list) || Object.keys(args).length > 0 ? null : "";
  const [shell = "", option = "", inner] = words;
  const isShell = /(?:^|\/)(?:ba|z)?sh$/u.test(shell) && /^-[a-z]{0,4}c$/u.test(option);
  return isShell && inner !== undefined ? inner : words.map(quoteWord).join(" ");
}

function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
