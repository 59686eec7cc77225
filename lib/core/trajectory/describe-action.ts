import type { JsonObject } from "../json.ts";
import type { Action } from "./action.ts";
import { numberArgument, pathArgument, rangeArgument, textArgument } from "./call-arguments.ts";
import { describeCreate, describeEdit, describeEditor, describeInsert, describeReplace } from "./describe-editor.ts";
import { describePatch } from "./describe-patch.ts";
import { describeShell } from "./describe-shell.ts";
import type { ToolCall } from "./model.ts";
import { shellText } from "./shell-text.ts";

/**
 * What a call does, whatever the scaffold calls its tools: first the action that the tool stands for, then the files
 * that a shell command is seen to write. Never empty. A tool that is not known, or was called with arguments that it
 * does not take, is "other".
 */
export function describeAction(call: Pick<ToolCall, "name" | "arguments">): readonly Action[] {
  const name = toolKey(call.name);
  const known = families.find(([names]) => names.test(name));
  const actions = known?.[1](call.arguments, name) ?? [];
  return actions.length > 0 ? actions : [{ kind: "other" }];
}

/** `functions.Bash`, `mcp__files__read_file`, `FileEditorTool` as `bash`, `readfile`, `fileeditor`. */
function toolKey(name: string): string {
  const last =
    name
      .slice(0, 200)
      .split(/\.|__|:/u)
      .at(-1) ?? "";
  const key = last.toLowerCase().replace(/[^a-z0-9]/gu, "");
  return key.length > 4 ? key.replace(/(?:tool|action)$/u, "") : key;
}

type Describe = (args: JsonObject, name: string) => readonly Action[];

const families: readonly (readonly [names: RegExp, describe: Describe])[] = [
  [
    /^(?:(?:execute|run|exec)?(?:bash|shell|cmd)(?:command|cmd)?|(?:execute|run)command|exec|execcommand|command|run|terminal|runinterminal|runterminalc(?:om)?m(?:an)?d|localshell(?:call)?|containerexec|sh|console|tmux|(?:send)?keystrokes)$/u,
    (args) => describeShellCall(args),
  ],
  [
    /^(?:(?:execute|run)?i?python(?:cell|code)?|executeipythoncell|runipython|jupyter|codeinterpreter|notebook)$/u,
    (args) => [
      { kind: "command", language: "python", command: textArgument(args, "code", "command", "script", "raw") ?? "" },
    ],
  ],
  [/^(?:strreplace(?:based)?edit(?:or)?|fileeditor|texteditor\d{0,8}|editor|edit\d{8})$/u, describeEditor],
  [
    /^(?:edit|editfile|multiedit|editblock|searchreplace|replaceinfile|edittext|notebookedit|replacelines|editlines)$/u,
    (args) => (textArgument(args, "command") === null ? describeEdit(args) : describeEditor(args)),
  ],
  [/^(?:strreplace|replace|replacetext|stringreplace)$/u, (args) => [editOf(args, describeReplace(args))]],
  [
    /^(?:write|writefile|writetofile|create|createfile|newfile|savefile|filewrite)$/u,
    (args) => [editOf(args, describeCreate(args))],
  ],
  [/^(?:insert|insertline|insertlines|inserttext)$/u, (args) => [editOf(args, describeInsert(args))]],
  [
    /^(?:applypatch|patch|applydiff|gitapply)$/u,
    (args) => describePatch(textArgument(args, "input", "patch", "patchText", "patch_text", "diff", "raw") ?? ""),
  ],
  [/^(?:undoedit|undo)$/u, (args) => [editOf(args, { type: "undo" })]],
  [/^(?:deletefile|removefile|movefile|renamefile|copyfile)$/u, (args) => [editOf(args, { type: "unknown" })]],
  [
    /^(?:open|openfile|goto|scrollup|scrolldown|view|viewfile|read|readfile|readmanyfiles|cat|fileread|viewimage|filemap|ls|listdir|listdirectory|listfiles|notebookread)$/u,
    (args) => [describeView(args)],
  ],
  [
    /^(?:grep|grepsearch|glob|globsearch|search|searchdir|searchfile|searchfiles|searchcode|findfile|findfiles|find|filesearch|codebasesearch|codesearch|ripgrep|searchclass|searchclassinfile|searchmethod|searchmethodinfile|searchmethodinclass|searchcodeinfile|searchfilecontent|getcodearoundline|symbolsearch)$/u,
    (args) => [describeSearch(args)],
  ],
  [
    /^(?:brows\w{0,60}|web\w{0,60}|fetch|fetchurl|openurl|urlfetch|googlesearch|visitpage)$/u,
    (args) => [
      {
        kind: "browse",
        url: textArgument(args, "url", "link", "uri"),
        text: textArgument(args, "code", "query", "prompt", "browser_actions", "text", "raw") ?? "",
      },
    ],
  ],
  [
    /^(?:think|thinking|thought|plan|sequentialthinking|tasktracker|tasktracking|todowrite|todoread|updateplan|updatetodolist|writetodos|taskplan)$/u,
    (args) => [{ kind: "think", thought: describeThought(args) }],
  ],
  [
    /^(?:task|agent|delegate|delegateto\w{1,60}|subagent|spawnagent|dispatchagent|launchagent|newtask|explore)$/u,
    (args) => [
      {
        kind: "subagent",
        prompt: textArgument(args, "prompt", "task", "message", "instructions", "description", "inputs", "raw") ?? "",
      },
    ],
  ],
  [
    /^(?:finish|submit|done|complete|attemptcompletion|mark(?:as)?taskcomplete|markcomplete|taskcomplete|taskdone|exit|exitforfeit|reject|finalanswer|stop)$/u,
    (args) => [
      {
        kind: "finish",
        message: textArgument(args, "message", "result", "final_thought", "answer", "output", "summary"),
      },
    ],
  ],
];

function describeShellCall(args: JsonObject): readonly Action[] {
  const command = shellText(args);
  return command === null ? [] : describeShell(command);
}

function editOf(args: JsonObject, edit: Extract<Action, { kind: "edit" }>["edit"]): Action {
  return { kind: "edit", path: pathArgument(args), edit };
}

function describeView(args: JsonObject): Action {
  const [first, last] = rangeArgument(args, "view_range");
  const firstLine =
    first ?? numberArgument(args, "offset", "start_line", "line_number", "start_line_one_indexed", "start");
  const limit = numberArgument(args, "limit");
  const counted = limit === null ? null : (firstLine ?? 1) + limit - 1;
  const lastLine = last ?? numberArgument(args, "end_line", "end_line_one_indexed_inclusive") ?? counted;
  return {
    kind: "view",
    path: pathArgument(args) ?? textArgument(args, "dir", "directory", "absolute_path", "raw"),
    firstLine,
    lastLine,
  };
}

const queryNames = [
  "pattern",
  "query",
  "search_term",
  "search",
  "regex",
  "term",
  "keyword",
  "method_name",
  "class_name",
  "code_str",
  "raw",
] as const;

/** A tool that finds files by name is given the name as what it looks for. */
function describeSearch(args: JsonObject): Action {
  const query = textArgument(args, ...queryNames);
  if (query === null) {
    return { kind: "search", query: pathArgument(args) ?? "", path: textArgument(args, "dir", "directory") };
  }
  return { kind: "search", query, path: pathArgument(args) ?? textArgument(args, "dir", "directory", "path") };
}

/** What is thought, or the list of what is to be done. */
function describeThought(args: JsonObject): string {
  const text = textArgument(args, "thought", "thoughts", "content", "text", "explanation", "raw");
  if (text !== null) return text;
  const [list] = Object.values(args).filter((value) => Array.isArray(value));
  return list ? JSON.stringify(list) : "";
}
