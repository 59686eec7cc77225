import { fillTestCommand, quoteForShell, testDirectives } from "../environment/directives.ts";
import type { Environment } from "../environment/model.ts";
import { parsePatch } from "../patch/parse-patch.ts";

export interface EvalSubject {
  readonly environment: Environment;
  readonly baseCommit: string;
  readonly testPatch: string;
}

/**
 * The script that the SWE-bench harness runs once a model's patch is in: the task's tests as they were at the base commit,
 * the test patch over them, the installation, the tests between the harness's marks. Text of the task stands in it only as
 * a quoted word or in a here-document; commands are those of the environment.
 */
export function composeEvalScript({ environment, baseCommit, testPatch }: EvalSubject): string {
  const { workdir, env, install, test } = environment;
  const command = fillTestCommand(test.command, testDirectives(testPatch, test.directives));
  const reset = resetTests(baseCommit, testPatch);
  return [
    "#!/bin/bash",
    "set -uxo pipefail",
    ...Object.entries(env).map(([name, value]) => `export ${name}=${quoteForShell(value)}`),
    `cd ${quoteForShell(workdir)}`,
    `git config --global --add safe.directory ${quoteForShell(workdir)}`,
    ...reset,
    ...applyTests(testPatch),
    ...install,
    ": '>>>>> Start Test Output'",
    command,
    ": '>>>>> End Test Output'",
    ...reset,
    "",
  ].join("\n");
}

/**
 * The script with its tests' own exit status in the log, behind the mark of their end, as swebench 5 does with every script
 * before it runs it (`record_test_exit_code`). A script without that mark stays as it is.
 */
export function recordTestExitCode(script: string): string {
  const lines = script.split("\n");
  // The last: a test patch in a here-document before it may say the same.
  const end = lines.findLastIndex((line) => line.includes(">>>>> End Test Output"));
  if (end === -1) return script;
  return lines
    .toSpliced(end + 1, 0, 'echo ">>>>> Test Exit Code: $ASSAY_TEST_EXIT_CODE"')
    .toSpliced(end, 0, "ASSAY_TEST_EXIT_CODE=$?")
    .join("\n");
}

/** What a model did to the task's tests does not count. */
function resetTests(baseCommit: string, testPatch: string): string[] {
  const files = parsePatch(testPatch).value;
  const known = files.flatMap(({ oldPath }) => oldPath ?? []);
  const added = files.flatMap(({ kind, newPath }) => (kind === "added" || kind === "renamed" ? (newPath ?? []) : []));
  return [
    ...(added.length > 0 ? [`rm -f -- ${added.map(quoteForShell).join(" ")}`] : []),
    ...(known.length > 0 ? [`git checkout ${quoteForShell(baseCommit)} -- ${known.map(quoteForShell).join(" ")}`] : []),
  ];
}

function applyTests(testPatch: string): string[] {
  if (testPatch.trim() === "") return [];
  const end = delimiterOutside(testPatch);
  return [`git apply --verbose - <<'${end}'`, testPatch.replace(/\n$/, ""), end];
}

/** A word that no line of the text is, so that nothing of it can end the here-document early. */
export function delimiterOutside(text: string): string {
  const lines = new Set(text.split("\n"));
  let number = 0;
  while (lines.has(`EOF_${number}`)) number++;
  return `EOF_${number}`;
}
