import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { describeAction } from "./describe-action.ts";

function describeCall(name: string, args: JsonObject) {
  return describeAction({ name, arguments: args });
}

const replaced = { kind: "edit", path: "/r/a.py", edit: { type: "replace", before: "a", after: "b" } };
const created = { kind: "edit", path: "/r/a.py", edit: { type: "create", text: "x\n" } };
const viewed = { kind: "view", path: "/r/a.py", firstLine: 3, lastLine: 9 };

describe("editors", () => {
  test.each<[string, JsonObject, unknown]>([
    ["str_replace_editor", { command: "view", path: "/r/a.py", view_range: [3, 9] }, viewed],
    ["str_replace_editor", { command: "view", path: "/r/a.py", view_range: "[3, -1]" }, { ...viewed, lastLine: null }],
    ["str_replace_based_edit_tool", { command: "str_replace", path: "/r/a.py", old_str: "a", new_str: "b" }, replaced],
    ["file_editor", { command: "create", path: "/r/a.py", file_text: "x\n" }, created],
    [
      "FileEditorTool",
      { command: "insert", path: "/r/a.py", insert_line: 4, new_str: "x" },
      { kind: "edit", path: "/r/a.py", edit: { type: "insert", line: 4, text: "x" } },
    ],
    [
      "str_replace_editor",
      { command: "undo_edit", path: "/r/a.py" },
      { kind: "edit", path: "/r/a.py", edit: { type: "undo" } },
    ],
    [
      "file_editor",
      { command: "search", path: "/r", search_term: "foo" },
      { kind: "search", query: "foo", path: "/r" },
    ],
    ["edit", { search: "a", replace: "b" }, { ...replaced, path: null }],
    [
      "edit",
      { start_line: 3, end_line: 5, replacement_text: "x" },
      { kind: "edit", path: null, edit: { type: "lines", firstLine: 3, lastLine: 5, text: "x" } },
    ],
    [
      "edit",
      { raw: "3:5\nx\ny\nend_of_edit" },
      { kind: "edit", path: null, edit: { type: "lines", firstLine: 3, lastLine: 5, text: "x\ny" } },
    ],
    ["edit", { command: "str_replace", path: "/r/a.py", old_str: "a", new_str: "b" }, replaced],
    ["Edit", { file_path: "/r/a.py", old_string: "a", new_string: "b" }, replaced],
    ["replace", { file_path: "/r/a.py", old_string: "a", new_string: "b" }, replaced],
    ["Write", { file_path: "/r/a.py", content: "x\n" }, created],
    ["create", { filename: "/r/a.py" }, { ...created, edit: { type: "create", text: "" } }],
    ["insert", { text: "x", line: 4 }, { kind: "edit", path: null, edit: { type: "insert", line: 4, text: "x" } }],
    ["insert", { text: "x" }, { kind: "edit", path: null, edit: { type: "unknown" } }],
    [
      "edit_file",
      { path: "/r/a.py", content: "# … existing code", start: 1, end: -1 },
      { kind: "edit", path: "/r/a.py", edit: { type: "unknown" } },
    ],
    ["Read", { file_path: "/r/a.py", offset: 3, limit: 7 }, viewed],
    ["open", { path: "/r/a.py", line_number: 3 }, { ...viewed, lastLine: null }],
    ["mcp__files__read_file", { path: "/r/a.py" }, { ...viewed, firstLine: null, lastLine: null }],
  ])("%s %j", (name, args, expected) => {
    expect(describeCall(name, args)).toEqual([expected]);
  });

  test("a call with several edits gives them all", () => {
    const edits = [
      { old_string: "a", new_string: "b" },
      { old_string: "", new_string: "x\n" },
    ];
    expect(describeCall("MultiEdit", { file_path: "/r/a.py", edits })).toEqual([replaced, created]);
  });

  test("apply_patch gives one edit per file, from an envelope and from a diff", () => {
    const input = "*** Begin Patch\n*** Add File: n.py\n+x\n*** Update File: o.py\n@@\n-a\n+b\n*** End Patch";
    expect(describeCall("apply_patch", { input })).toEqual([
      { kind: "edit", path: "n.py", edit: { type: "create", text: "x\n" } },
      { kind: "edit", path: "o.py", edit: { type: "patch", patch: "@@\n-a\n+b" } },
    ]);
    const diff = "--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-a\n+b\n";
    expect(describeCall("apply_patch", { patch: diff })).toEqual([
      { kind: "edit", path: "x.py", edit: { type: "patch", patch: diff } },
    ]);
    expect(describeCall("apply_patch", { input: "?" })).toEqual([
      { kind: "edit", path: null, edit: { type: "patch", patch: "?" } },
    ]);
  });
});

describe("shells", () => {
  test.each<[string, JsonObject, string]>([
    ["bash", { command: "ls" }, "ls"],
    ["execute_bash", { command: "ls", is_input: "false" }, "ls"],
    ["functions.Bash", { command: "ls", description: "List" }, "ls"],
    ["terminal", { command: "ls", security_risk: "LOW" }, "ls"],
    ["bash_command", { keystrokes: "ls\n", duration: 0.1 }, "ls\n"],
    ["shell", { command: ["bash", "-lc", "ls -la"] }, "ls -la"],
    ["shell", { command: ["git", "commit", "-m", "it's done"] }, "git commit -m 'it'\\''s done'"],
    ["run", { command: "ls", thought: "" }, "ls"],
    ["bash", {}, ""],
  ])("%s %j", (name, args, command) => {
    expect(describeCall(name, args)).toEqual([{ kind: "command", language: "shell", command }]);
  });

  test("a command is followed by the files that it is seen to write", () => {
    const command = "cd /r && cat > a.py <<'EOF'\nx\nEOF\nsed -i s/a/b/ b.py";
    expect(describeCall("bash", { command })).toEqual([
      { kind: "command", language: "shell", command },
      created,
      { kind: "edit", path: "/r/b.py", edit: { type: "unknown" } },
    ]);
  });

  test("mini-swe-agent hands in by a command", () => {
    const command = "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && git add -A && git diff --cached";
    expect(describeCall("bash", { command }).map(({ kind }) => kind)).toEqual(["command", "finish"]);
  });

  test("a Python cell is a command in Python", () => {
    expect(describeCall("execute_ipython_cell", { code: "1 + 1" })).toEqual([
      { kind: "command", language: "python", command: "1 + 1" },
    ]);
  });
});

describe("commands of SWE-agent's own that come as text", () => {
  test.each<[string, unknown]>([
    ['open "setup.py" 20\n', { kind: "view", path: "setup.py", firstLine: 20, lastLine: null }],
    ["goto 30", { kind: "view", path: null, firstLine: 30, lastLine: null }],
    ['search_dir "def foo" src', { kind: "search", query: "def foo", path: "src" }],
    ["find_file fields.py", { kind: "search", query: "fields.py", path: null }],
    ["create a.py", { kind: "edit", path: "a.py", edit: { type: "create", text: "" } }],
    [
      "edit 1:2\n    x = '1\nend_of_edit\n",
      { kind: "edit", path: null, edit: { type: "lines", firstLine: 1, lastLine: 2, text: "    x = '1" } },
    ],
    ["edit 'a' 'b'", { kind: "edit", path: null, edit: { type: "replace", before: "a", after: "b" } }],
    ["str_replace_editor view /r/a.py --view_range 3 9", viewed],
    ["str_replace_editor str_replace /r/a.py --old_str 'a' --new_str 'b'", replaced],
    ["submit", { kind: "finish", message: null }],
  ])("%j", (command, expected) => {
    expect(describeCall("bash", { command })).toEqual([expected]);
  });

  test("words of the shell stay commands", () => {
    expect(describeCall("bash", { command: "open && ls" })[0]?.kind).toBe("command");
    expect(describeCall("bash", { command: "opener x" })[0]?.kind).toBe("command");
  });
});

test.each<[string, JsonObject, unknown]>([
  ["Grep", { pattern: "foo", path: "src" }, { kind: "search", query: "foo", path: "src" }],
  ["Glob", { pattern: "**/*.py" }, { kind: "search", query: "**/*.py", path: null }],
  ["find_file", { file_name: "a.py", dir: "src" }, { kind: "search", query: "a.py", path: "src" }],
  ["search_method_in_file", { method_name: "f", file_name: "a.py" }, { kind: "search", query: "f", path: "a.py" }],
  ["browser", { code: "goto('x')" }, { kind: "browse", url: null, text: "goto('x')" }],
  ["WebFetch", { url: "https://x", prompt: "what" }, { kind: "browse", url: "https://x", text: "what" }],
  ["think", { thought: "hm" }, { kind: "think", thought: "hm" }],
  ["task_tracker", { command: "plan", task_list: [{ title: "a" }] }, { kind: "think", thought: '[{"title":"a"}]' }],
  ["Task", { description: "short", prompt: "look" }, { kind: "subagent", prompt: "look" }],
  ["finish", { message: "done" }, { kind: "finish", message: "done" }],
  ["mark_task_complete", {}, { kind: "finish", message: null }],
  ["submit", {}, { kind: "finish", message: null }],
  ["get_weather", { city: "x" }, { kind: "other" }],
  ["str_replace_editor", { command: "dance" }, { kind: "other" }],
  ["bash", { wrong: 1 }, { kind: "other" }],
])("%s %j", (name, args, expected) => {
  expect(describeCall(name, args)).toEqual([expected]);
});

test("never fails and never gives nothing", () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "bash",
      "edit",
      "str_replace_editor",
      "apply_patch",
      "Read",
      "Grep",
      "MultiEdit",
      "insert",
      "TodoWrite",
    ),
  );
  const key = fc.constantFrom("command", "path", "edits", "raw", "view_range", "old_str", "text", "pattern");
  const args = fc.dictionary(
    key,
    fc.oneof(
      fc.string(),
      fc.constantFrom("view", "create", "str_replace", "insert", "edit 1:2"),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  );
  fc.assert(fc.property(name, args, (tool, given) => describeCall(tool, readJson(given)).length > 0));
});

function readJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
