import { countFunctionsTouched } from "../patch/functions-touched.ts";
import type { PatchFile } from "../patch/model.ts";
import { parsePatch } from "../patch/parse-patch.ts";
import { countWordLike, mayHoldUnspacedScript } from "../unspaced-script.ts";
import type { Task, TaskMeasures } from "./model.ts";

/** The part of a task that its sizes depend on. */
export type MeasuredTask = Pick<
  Task,
  "patch" | "testPatch" | "failToPass" | "passToPass" | "problemStatement" | "hints"
>;

/**
 * The sizes of Table 2 of the Skywork-SWE paper, for one task. Lines are added plus removed lines; the test lists are
 * counted as they stand. Never fails: a patch that cannot be read counts for what could be.
 */
export function measureTask(task: MeasuredTask): TaskMeasures {
  return measureParsedTask(task, parsePatch(task.patch).value);
}

/** The same for a caller that has parsed the gold patch already. */
export function measureParsedTask(task: MeasuredTask, patch: readonly PatchFile[]): TaskMeasures {
  const testPatch = parsePatch(task.testPatch).value;
  return {
    patchFiles: patch.length,
    patchHunks: sum(patch, (file) => file.hunks.length),
    patchLinesAdded: sum(patch, (file) => file.added),
    patchLinesRemoved: sum(patch, (file) => file.removed),
    patchFunctions: countFunctionsTouched(patch),
    testPatchFiles: testPatch.length,
    testPatchLines: sum(testPatch, (file) => file.added + file.removed),
    failToPassCount: task.failToPass.length,
    passToPassCount: task.passToPass.length,
    issueWords: countWords(task.problemStatement),
    hintsWords: countWords(task.hints),
  };
}

/**
 * Words as white space separates them, which is how the paper's figures come out. A token in a script without spaces
 * (Chinese, Japanese, Thai…) counts as many words as Unicode's word rules see in it, and as one at least.
 */
export function countWords(text: string): number {
  const tokens = text.match(/\S+/gu) ?? [];
  if (!mayHoldUnspacedScript(text)) return tokens.length;
  return sum(tokens, (token) => (mayHoldUnspacedScript(token) ? Math.max(1, countWordLike(token)) : 1));
}

function sum<T>(items: readonly T[], size: (item: T) => number): number {
  return items.reduce((total, item) => total + size(item), 0);
}
