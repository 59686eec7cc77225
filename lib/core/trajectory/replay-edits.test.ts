import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePatch } from "../patch/parse-patch.ts";
import type { Trajectory } from "./model.ts";
import { patchAtStep } from "./patch-timeline.ts";
import { replayEdits } from "./replay-edits.ts";
import { type BuiltStep, bash, buildTrajectory, say, turn } from "./testing/build-trajectory.ts";

const heading = "Here's the result of running `cat -n` on a snippet of /testbed/src/a.py:";

function numbered(start: number, ...lines: readonly string[]): string {
  return `${heading}\n${lines.map((line, index) => `${String(start + index).padStart(6)}\t${line}`).join("\n")}\n`;
}

function editor(command: string, args: Record<string, string | number>, output: string, extra = {}): BuiltStep {
  return turn("str_replace_editor", { command, path: "/testbed/src/a.py", ...args }, output, { extra });
}

function replay(steps: readonly BuiltStep[], more: Partial<Trajectory> = {}) {
  return replayEdits(buildTrajectory(steps, more));
}

/** Path and certainty of every file, and the changed lines of its patch. */
function lastFiles(steps: readonly BuiltStep[], more: Partial<Trajectory> = {}) {
  const { changes } = replay(steps, more);
  return changes.at(-1)?.files.map(({ path, certainty, patch }) => [path, certainty, patch && changedLines(patch)]);
}

function changedLines(patch: string): string {
  const lines = parsePatch(patch).value.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
  return lines
    .flatMap(({ kind, text }) => (kind === "context" ? [] : `${kind === "added" ? "+" : "-"}${text}`))
    .join(" ");
}

const view = editor("view", {}, numbered(10, "one", "two", "three"));
const replaceTwo = editor(
  "str_replace",
  { old_str: "two", new_str: "TWO" },
  numbered(9, "zero", "one", "TWO", "three"),
);

describe("edits by an editor", () => {
  test("have the lines that were shown as context, and their numbers", () => {
    const { changes } = replay([say("hm"), view, replaceTwo]);
    expect(changes.map(({ step }) => step)).toEqual([0, 3]);
    expect(changes[1]).toEqual({
      step: 3,
      files: [
        {
          path: "src/a.py",
          patch:
            "diff --git a/src/a.py b/src/a.py\n--- a/src/a.py\n+++ b/src/a.py\n@@ -9,4 +9,4 @@\n zero\n one\n-two\n+TWO\n three\n",
          certainty: "rebuilt",
          linesAreKnown: true,
        },
      ],
      isKnown: true,
      unknownSince: null,
      reason: null,
    });
  });

  test("build on one another, and what comes back to the start is no change", () => {
    const back = editor("str_replace", { old_str: "TWO", new_str: "two" }, "");
    expect(lastFiles([view, replaceTwo, editor("insert", { insert_line: 12, new_str: "four" }, "")])).toEqual([
      ["src/a.py", "rebuilt", "-two +TWO +four"],
    ]);
    expect(lastFiles([view, replaceTwo, back])).toEqual([]);
    expect(lastFiles([view, replaceTwo, editor("undo_edit", {}, "")])).toEqual([]);
  });

  test("without any sight of the file are counted from 1 and say so", () => {
    const files = replay([editor("str_replace", { old_str: "two", new_str: "TWO" }, "edited")]).changes.at(-1)?.files;
    expect(files).toMatchObject([{ certainty: "rebuilt", linesAreKnown: false }]);
    expect(changedLines(files?.[0]?.patch ?? "")).toBe("-two +TWO");
  });

  test("that were refused change nothing", () => {
    const refused = editor("str_replace", { old_str: "x", new_str: "y" }, "ERROR:\nNo replacement was performed", {
      diff: "",
    });
    expect(replay([view, refused]).changes).toHaveLength(1);
  });

  test("of OpenHands are taken from the diff that it keeps; the old text that it keeps is the replaced one", () => {
    const extra = {
      old_content: "two",
      new_content: "2\n2",
      prev_exist: false,
      diff: "--- /x\n+++ /x\n@@ -40 +40,2 @@\n-two\n+2\n+2",
    };
    const { changes } = replay([editor("str_replace", { old_str: "two", new_str: "2\n2" }, "edited", extra)]);
    expect(changes.at(-1)?.files[0]?.patch).toContain("@@ -40 +40,2 @@\n-two\n+2\n+2\n");
  });

  test("of SWE-agent's windowed editor go by line numbers, in the file that is open", () => {
    const steps = [
      bash("open src/a.py", "[File: /testbed/src/a.py (3 lines total)]\n1:one\n2:two\n3:three"),
      bash("edit 2:3\n2\nend_of_edit", "[File: /testbed/src/a.py (2 lines total)]\n1:one\n2:2"),
    ];
    expect(lastFiles(steps)).toEqual([["src/a.py", "rebuilt", "-two -three +2"]]);
  });
});

describe("files that commands write", () => {
  test("are new, go on, and are gone again", () => {
    const create = bash("cat > new.py <<'E'\na\nE");
    expect(lastFiles([create, bash("echo b >> new.py")])).toEqual([["new.py", "rebuilt", "+a +b"]]);
    expect(lastFiles([create, bash("mv new.py other.py")])).toEqual([["other.py", "rebuilt", "+a"]]);
    expect(lastFiles([create, bash("rm new.py")])).toEqual([]);
    expect(lastFiles([bash("cat > /tmp/x <<'E'\na\nE")])).toEqual([]);
  });

  test("that were shown whole have a patch when they are overwritten", () => {
    const steps = [
      bash("cat a.py", "<returncode>0</returncode>\n<output>\none\ntwo\n</output>"),
      bash("cat > a.py <<'E'\none\n2\nE"),
    ];
    expect(lastFiles(steps, { format: "mini-swe-agent" })).toEqual([["a.py", "rebuilt", "-two +2"]]);
  });

  test("come back from a copy", () => {
    const steps = [bash("cp src/a.py a.bak"), view, replaceTwo, bash("mv a.bak src/a.py")];
    expect(lastFiles(steps)).toEqual([]);
  });

  test("by a patch in the command are changed by its line numbers", () => {
    const diff = "--- a/src/a.py\n+++ b/src/a.py\n@@ -5,2 +5,2 @@\n a\n-b\n+c\n";
    expect(lastFiles([bash(`git apply <<'E'\n${diff}E`)])).toEqual([["src/a.py", "rebuilt", "-b +c"]]);
  });
});

describe("what can't be known", () => {
  test("begins with a command that changes a file in place, and ends when the file is shown whole", () => {
    const whole = (...lines: readonly string[]) =>
      bash("cat src/a.py", `<returncode>0</returncode>\n<output>\n${lines.join("\n")}\n</output>`);
    const { changes } = replay([whole("one", "two"), bash("sed -i s/two/2/ src/a.py"), say("hm"), whole("one", "2")], {
      format: "mini-swe-agent",
    });
    expect(changes.map(({ step, isKnown, unknownSince }) => [step, isKnown, unknownSince])).toEqual([
      [0, true, null],
      [2, false, 2],
      [4, true, null],
    ]);
    expect(changes[1]?.files).toEqual([{ path: "src/a.py", patch: null, certainty: "unknown", linesAreKnown: true }]);
    expect(changedLines(changes[2]?.files[0]?.patch ?? "")).toBe("-two +2");
  });

  test.each([
    ["git stash", "git stash changed files"],
    ["black .", "black rewrote files"],
    ["rm *.py", "files that only the shell can name changed: *.py"],
    ["rm src/never.py", "a file that was never shown was deleted: src/never.py"],
  ])("%s may have changed any file", (command, reason) => {
    expect(replay([bash(command)]).changes.at(-1)).toMatchObject({
      isKnown: false,
      unknownSince: 1,
      reason,
      files: [],
    });
  });

  test("is what a script writes that the agent wrote before", () => {
    const script = bash("cat > fix.py <<'E'\nopen('src/a.py', 'w').write('x')\nE");
    expect(lastFiles([script, bash("python fix.py")])).toContainEqual(["src/a.py", "unknown", null]);
    expect(replay([bash("python reproduce.py")]).changes).toHaveLength(1);
  });

  test("is a file that is shown otherwise than the edits say", () => {
    const state = replay([
      view,
      replaceTwo,
      editor("view", { view_range: "[10, 12]" }, numbered(10, "one", "other", "three")),
    ]).changes.at(-1);
    expect(state).toMatchObject({
      isKnown: false,
      unknownSince: 3,
      reason: "what was shown of it differs from what the edits say",
    });
  });
});

const treeDiff = "diff --git a/src/a.py b/src/a.py\n--- a/src/a.py\n+++ b/src/a.py\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n";

describe("diffs that the agent had printed", () => {
  test("are taken as they are, and end what can't be known", () => {
    const { changes } = replay([
      bash("sed -i s/y/z/ src/a.py"),
      bash("git stash; git stash pop"),
      bash("cd /testbed && git diff", treeDiff),
    ]);
    expect(changes.at(-1)).toEqual({
      step: 3,
      files: [{ path: "src/a.py", patch: treeDiff, certainty: "exact", linesAreKnown: true }],
      isKnown: true,
      unknownSince: null,
      reason: null,
    });
  });

  test("leave new files as they were, which plain `git diff` does not show", () => {
    const files = lastFiles([bash("cat > new.py <<'E'\na\nE"), bash("git diff", treeDiff)]);
    expect(files).toEqual([
      ["new.py", "rebuilt", "+a"],
      ["src/a.py", "exact", "-y +z"],
    ]);
    const staged = lastFiles([bash("cat > new.py <<'E'\na\nE"), bash("git add -A && git diff --cached", treeDiff)]);
    expect(staged).toEqual([["src/a.py", "exact", "-y +z"]]);
  });

  test("go on with the edits after them", () => {
    const steps = [bash("git diff", treeDiff), editor("str_replace", { old_str: "z", new_str: "Z" }, "edited")];
    expect(lastFiles(steps)).toEqual([["src/a.py", "rebuilt", "-y +Z"]]);
  });

  test.each([
    ["of a part", "git diff src/a.py"],
    ["after something was staged", "git add src/b.py; git diff"],
    ["after a commit", "git commit -am x; git diff"],
    ["through a filter", "git diff | head -50"],
  ])("%s prove nothing", (_, command) => {
    expect(lastFiles([view, replaceTwo, bash(command, treeDiff)])).toEqual([["src/a.py", "rebuilt", "-two +TWO"]]);
  });

  test("that were cut off prove nothing", () => {
    expect(lastFiles([bash("git diff", treeDiff.slice(0, -6))])).toEqual([]);
  });
});

describe("the output of a command that failed", () => {
  test("is not taken for the text of a file", () => {
    const missing = bash("cat src/a.py", "cat: src/a.py: No such file or directory", 1);
    const hidden = bash("cat src/a.py", "cat: src/a.py: No such file or directory\n");
    for (const failed of [missing, hidden]) {
      expect(lastFiles([failed, bash("cat > src/a.py <<'E'\none\nE")])).toEqual([["src/a.py", "rebuilt", "+one"]]);
    }
  });

  test("is no diff of the tree, and neither is one that never came", () => {
    const lost = { ...bash("git diff"), results: [] };
    for (const step of [bash("cd /nowhere && git diff", "", 1), lost]) {
      expect(lastFiles([view, replaceTwo, step])).toEqual([["src/a.py", "rebuilt", "-two +TWO"]]);
    }
    expect(lastFiles([view, replaceTwo, bash("git diff")])).toEqual([]);
  });
});

test("a file that was set back keeps what was seen of it", () => {
  const whole = bash("cat src/a.py", "<returncode>0</returncode>\n<output>\none\ntwo\n</output>");
  const steps = [
    whole,
    bash("sed -i s/a/b/ src/a.py"),
    bash("git checkout src/a.py"),
    bash("cat > src/a.py <<'E'\none\nE"),
  ];
  expect(lastFiles(steps)).toEqual([["src/a.py", "rebuilt", "-two"]]);
});

test("after the last step the final patch counts, and nothing else", () => {
  const { changes } = replay([view, replaceTwo, bash("git stash"), say("done")], { finalPatch: treeDiff });
  expect(changes.at(-1)).toMatchObject({
    step: 4,
    isKnown: true,
    files: [{ path: "src/a.py", patch: treeDiff, certainty: "exact" }],
  });
  expect(lastFiles([view, replaceTwo], { finalPatch: "" })).toEqual([]);
});

test("the state at a step is that of the last change up to it", () => {
  const timeline = replay([view, replaceTwo, say("hm"), bash("sed -i s/a/b/ b.py")]);
  expect([0, 1, 2, 3, 4, 99].map((step) => patchAtStep(timeline, step).step)).toEqual([0, 0, 2, 2, 4, 4]);
});

test("never fails, and its patches can be read", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "", "c d"), { maxLength: 4 }).map((all) => all.join("\n"));
  const step = fc.oneof(
    fc
      .tuple(lines, lines)
      .map(([before, after]) => editor("str_replace", { old_str: before, new_str: after }, "edited")),
    fc
      .tuple(fc.nat(9), lines, lines)
      .map(([line, text, shown]) =>
        editor("insert", { insert_line: line, new_str: text }, numbered(line, ...shown.split("\n"))),
      ),
    lines.map((shown) => editor("view", {}, numbered(1, ...shown.split("\n")))),
    lines.map((text) => editor("create", { file_text: text }, "created")),
    fc
      .constantFrom("rm src/a.py", "cp src/a.py b", "mv b src/a.py", "echo x >> src/a.py", "git checkout src/a.py")
      .map((command) => bash(`cd /testbed && ${command}`)),
    fc.constant(editor("undo_edit", {}, "")),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
      const patches = replay(steps).changes.flatMap(({ files }) => files.flatMap(({ patch }) => patch ?? []));
      for (const patch of patches) expect(parsePatch(patch).problems).toEqual([]);
    }),
  );
});
