import type { JsonValue } from "../json.ts";
import { composeImage } from "./dockerfile.ts";
import { composeEvalScript } from "./eval-script.ts";
import { formatYaml } from "./format-yaml.ts";
import { harnessImageOf, harnessLogParser } from "./swebench-refusal.ts";
import type { FolderFile, FolderSubject } from "./task-folder.ts";

/** What a task repository of swebench 5 publishes: one data set with one split. */
export function formatSweBenchConfig(dataset: string): FolderFile {
  return { name: "sweb.yaml", content: formatYaml({ datasets: [dataset], splits: ["test"] }) };
}

/**
 * A task as the harness's task repositories have it (swebench 5, `swebench/task/repo.py`): `task.yaml` with its keys in
 * order, the tests as JSON, every long text a file of its own, hints only where there are some. For those that
 * `refuseSweBenchFolder` does not refuse.
 */
export function formatSweBenchFolder(subject: FolderSubject): FolderFile[] {
  const { folder, task } = subject;
  const image = composeImage({ ...subject, baseCommit: task.baseCommit });
  const files: Record<string, string | null> = {
    Dockerfile: image.dockerfile,
    "eval.sh":
      subject.evalScript ??
      composeEvalScript({
        environment: subject.environment,
        baseCommit: task.baseCommit,
        testPatch: task.testPatch,
      }),
    "gold.patch": task.patch,
    "hints.md": task.hints === "" ? null : task.hints,
    "problem_statement.md": task.problemStatement,
    "setup.sh": image.setup,
    "task.yaml": formatYaml(taskMembers(subject)),
    "test.patch": task.testPatch,
    "tests.json": `${JSON.stringify({ FAIL_TO_PASS: subject.failToPass, PASS_TO_PASS: subject.passToPass }, null, 2)}\n`,
  };
  return Object.entries(files).flatMap(([name, content]) =>
    content === null ? [] : [{ name: `tasks/${folder}/${name}`, content }],
  );
}

function taskMembers(subject: FolderSubject) {
  const { dataset, task } = subject;
  const setupCommit = task.extra.environment_setup_commit;
  const evalType = task.extra.eval_type;
  const members: Record<string, JsonValue | undefined> = {
    base_commit: task.baseCommit,
    created_at: task.createdAt?.replace(/\.000Z$/, "Z"),
    datasets: [dataset],
    difficulty: task.difficulty ?? undefined,
    environment_setup_commit: setupCommit ?? undefined,
    eval_type: typeof evalType === "string" ? evalType : "pass_and_fail",
    image: harnessImageOf(task.instanceId),
    instance_id: task.instanceId,
    language: task.language ?? undefined,
    log_parser: harnessLogParser(subject) ?? undefined,
    repo: task.repo,
    split: "test",
    version: task.version ?? "",
  };
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
