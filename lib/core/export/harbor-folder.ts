import { quoteForShell } from "../environment/directives.ts";
import { composeImage } from "./dockerfile.ts";
import { composeEvalScript, recordTestExitCode } from "./eval-script.ts";
import { type GraderParser, graderScript } from "./grader-script.ts";
import type { FolderFile, FolderSubject } from "./task-folder.ts";

export interface HarborSubject extends FolderSubject {
  readonly graderParser: GraderParser;
  /** The text of `task.toml`, from `harborConfig`. */
  readonly config: string;
}

/** `task.toml` of Harbor, schema 1.4, as a value. */
export function harborConfig({ dataset, folder, task, environment, repositoryUrl }: FolderSubject) {
  const { limits, network, setup, packages, env } = environment;
  const isImageReady =
    repositoryUrl === null && [setup, packages, Object.keys(env)].every(({ length }) => length === 0);
  const difficulty = task.difficulty === null ? {} : { difficulty: task.difficulty };
  return {
    schema_version: "1.4",
    task: {
      name: `${harborName(dataset)}/${harborName(folder)}`,
      description: `Resolve an issue of ${task.repo}`.toWellFormed(),
      keywords: ["swe-bench", ...(task.language === null ? [] : [task.language.toLowerCase()])],
    },
    metadata: {
      instance_id: task.instanceId,
      repo: task.repo,
      base_commit: task.baseCommit,
      ...(task.version === null ? {} : { version: task.version }),
      ...difficulty,
    },
    agent: { timeout_sec: agentSeconds },
    verifier: { timeout_sec: limits.timeoutSeconds + graderSeconds },
    environment: {
      // Where there is one, Harbor builds none, and the Dockerfile counts for nothing.
      ...(isImageReady ? { docker_image: environment.baseImage } : {}),
      build_timeout_sec: buildSeconds,
      cpus: Math.max(1, Math.ceil(limits.cpus)),
      memory_mb: limits.memoryMegabytes,
      storage_mb: Math.max(smallestStorage, limits.diskMegabytes),
      workdir: environment.workdir,
      network_mode: network.test === "none" && network.install === "none" ? "no-network" : "public",
    },
  };
}

/** A folder's name as Harbor takes names: letters, digits, `.`, `_` and `-`, a letter or digit in front, no two dots in a row. */
function harborName(name: string): string {
  return name
    .replaceAll(/[^A-Za-z0-9._%-]|(?<=\.)\./g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%", "-")
    .replace(/^[^A-Za-z0-9]/, "x$&");
}

const agentSeconds = 3_000;
const graderSeconds = 300;
const buildSeconds = 3_600;
const smallestStorage = 10_240;

/** A task as Harbor's folders have it. What comes from the task lies in files beside the scripts, which name them only. */
export function formatHarborFolder(subject: HarborSubject): FolderFile[] {
  const { folder, task, environment, config } = subject;
  const image = composeImage({ ...subject, baseCommit: task.baseCommit });
  const { workdir } = environment;
  const tests = {
    parser: subject.graderParser,
    FAIL_TO_PASS: subject.failToPass,
    PASS_TO_PASS: subject.passToPass,
  };
  const files: FolderFile[] = [
    { name: "environment/Dockerfile", content: image.dockerfile },
    ...(image.setup === null ? [] : [{ name: "environment/setup.sh", content: image.setup }]),
    {
      name: "instruction.md",
      content: `Resolve the following issue in the repository at \`${workdir}\`.\n\n${task.problemStatement.replace(/\n?$/, "\n")}`,
    },
    { name: "solution/gold.patch", content: task.patch },
    { name: "solution/solve.sh", content: solveScript(workdir), isExecutable: true },
    { name: "task.toml", content: config },
    { name: "tests/config.json", content: `${JSON.stringify(tests, null, 2)}\n` },
    {
      name: "tests/eval.sh",
      content: recordTestExitCode(
        subject.evalScript ??
          composeEvalScript({ environment, baseCommit: task.baseCommit, testPatch: task.testPatch }),
      ),
      isExecutable: true,
    },
    { name: "tests/grade.py", content: graderScript },
    { name: "tests/test.sh", content: testScript, isExecutable: true },
  ];
  return files.map((file) => ({ ...file, name: `${folder}/${file.name}` }));
}

function solveScript(workdir: string): string {
  return `#!/bin/bash
set -euo pipefail
patch_file=$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)/gold.patch
cd ${quoteForShell(workdir)}
git apply --verbose "$patch_file" || patch --batch --forward --fuzz=5 -p1 -i "$patch_file"
`;
}

/**
 * Without a grader that ends well there is no reward, which Harbor takes for a failure of the machinery; what the tests
 * left in the place of one does not count.
 */
const testScript = `#!/bin/bash
tests=$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)
mkdir -p /logs/verifier
bash "$tests/eval.sh" >/logs/verifier/test_output.txt 2>&1
rm -rf /logs/verifier/reward.txt /logs/verifier/reward.json
python3 "$tests/grade.py" "$tests/config.json" /logs/verifier/test_output.txt /logs/verifier
`;
