import type { JsonObject } from "../json.ts";
import type { Action, Edit } from "./action.ts";
import { numberArgument, objectsArgument, pathArgument, rangeArgument, textArgument } from "./call-arguments.ts";

const beforeNames = [
  "old_str",
  "old_string",
  "search",
  "oldText",
  "old_text",
  "search_string",
  "old",
  "target",
] as const;
const afterNames = ["new_str", "new_string", "replace", "newText", "new_text", "replacement", "new"] as const;
const textNames = ["file_text", "content", "contents", "text", "code_content", "code"] as const;

/**
 * The `str_replace_editor` family: Anthropic's text editor, SWE-agent's and OpenHands' tool of that name, `file_editor`
 * of the OpenHands SDK and of R2E-Gym. The argument `command` says what is done.
 */
export function describeEditor(args: JsonObject): readonly Action[] {
  const path = pathArgument(args);
  switch (textArgument(args, "command", "action", "cmd")) {
    case "view":
    case "read": {
      const [firstLine, lastLine] = rangeArgument(args, "view_range");
      return [{ kind: "view", path, firstLine, lastLine }];
    }
    case "create":
    case "write":
      return [{ kind: "edit", path, edit: describeCreate(args) }];
    case "str_replace":
    case "replace":
      return [{ kind: "edit", path, edit: describeReplace(args) }];
    case "insert":
      return [{ kind: "edit", path, edit: describeInsert(args) }];
    case "undo_edit":
      return [{ kind: "edit", path, edit: { type: "undo" } }];
    case "search":
      return [{ kind: "search", query: textArgument(args, "search_term", "query", "pattern") ?? "", path }];
    case null:
      return describeEdit(args);
    default:
      return [{ kind: "other" }];
  }
}

/** A tool called `edit` or the like, by the arguments that it was given. */
export function describeEdit(args: JsonObject): readonly Action[] {
  const path = pathArgument(args);
  const several = objectsArgument(args, "edits");
  if (several.length > 0) {
    return several.map((one) => ({ kind: "edit", path: pathArgument(one) ?? path, edit: describeReplace(one) }));
  }
  const raw = textArgument(args, "raw");
  if (raw !== null) return [{ kind: "edit", path, edit: readLineEdit(raw) ?? { type: "unknown" } }];
  if (textArgument(args, ...beforeNames) !== null) return [{ kind: "edit", path, edit: describeReplace(args) }];
  return [{ kind: "edit", path, edit: describeLines(args) ?? { type: "unknown" } }];
}

export function describeCreate(args: JsonObject): Edit {
  return { type: "create", text: textArgument(args, ...textNames) ?? "" };
}

export function describeReplace(args: JsonObject): Edit {
  const before = textArgument(args, ...beforeNames);
  const after = textArgument(args, ...afterNames) ?? "";
  if (before === null) return { type: "unknown" };
  return before === "" ? { type: "create", text: after } : { type: "replace", before, after };
}

/** Anthropic's tool counts the line after which it inserts; null where none is given: SWE-agent's `insert` then appends. */
export function describeInsert(args: JsonObject): Edit {
  const line = numberArgument(args, "insert_line", "line", "line_number");
  const text = textArgument(args, ...afterNames, "insert_text", ...textNames) ?? "";
  return line === null ? { type: "unknown" } : { type: "insert", line, text };
}

/** `edit 3:7`, the text on the lines below it and, at the end, `end_of_edit`. SWE-agent's windowed editor of 2024. */
export function readLineEdit(text: string): Edit | null {
  const head = /^\s{0,20}(?:edit\s{1,20})?(\d{1,9}):(\d{1,9})[^\S\n]{0,20}(?:\n|$)/u.exec(text);
  if (!head) return null;
  const body = text.slice(head[0].length);
  const end = /\n?[^\S\n]{0,20}end_of_edit\s*$/u.exec(body.slice(-200));
  return {
    type: "lines",
    firstLine: Number(head[1]),
    lastLine: Number(head[2]),
    text: end ? body.slice(0, body.length - end[0].length) : body,
  };
}

function describeLines(args: JsonObject): Edit | null {
  const text = textArgument(args, "replacement_text", ...afterNames, ...textNames);
  const firstLine = numberArgument(args, "start_line", "first_line");
  const lastLine = numberArgument(args, "end_line", "last_line");
  if (text === null || firstLine === null || lastLine === null) return null;
  return { type: "lines", firstLine, lastLine, text };
}
