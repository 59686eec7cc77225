import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environmentSchema } from "../environment/model.ts";
import type { Task } from "../task/model.ts";
import { composeImage } from "./dockerfile.ts";
import { composeEvalScript, delimiterOutside } from "./eval-script.ts";
import { formatHarborFolder, harborConfig } from "./harbor-folder.ts";
import { formatSweBenchConfig, formatSweBenchFolder } from "./swebench-folder.ts";
import { refuseSweBenchFolder } from "./swebench-refusal.ts";
import type { FolderSubject } from "./task-folder.ts";

const environment = environmentSchema.parse({
  baseImage: "python:3.9-bookworm",
  packages: ["make"],
  setup: ["pip install pytest", 'echo "two\nlines"'],
  env: { GREETING: 'say "$HOME" `id`', PATH: "/opt/venv/bin:/bin" },
  install: ["pip install -e ."],
  test: { command: "pytest -rA {files}" },
  parser: "pytest",
});
const testPatch = [
  "diff --git a/tests/$(id).py b/tests/$(id).py",
  "--- a/tests/$(id).py",
  "+++ b/tests/$(id).py",
  "@@ -1,1 +1,3 @@",
  " one",
  "+EOF_0",
  "+$(touch /tmp/evil) `touch evil`",
  "",
].join("\n");
const task: Task = {
  instanceId: "owner__name-1",
  repo: "owner/name",
  baseCommit: "82eb767f70c7ea95252b9f4a59bc8a9603279243",
  problemStatement: "It's off by one",
  hints: "",
  patch: "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-0\n+1\n",
  testPatch,
  failToPass: ["tests/t.py::a"],
  passToPass: [],
  createdAt: "2024-03-01T12:00:00.000Z",
  version: "3.0",
  language: "Python",
  difficulty: null,
  qualityScores: { issueText: null, tests: null, difficulty: null },
  extra: {},
};
const subject: FolderSubject = {
  dataset: "d",
  folder: "owner__name-1",
  task,
  failToPass: task.failToPass,
  passToPass: task.passToPass,
  environment,
  repositoryUrl: "https://github.com/owner/name",
  evalScript: null,
  harnessParsers: ["parse_log_pytest"],
};

const gitIdentity = {
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

describe("a task folder of swebench 5", () => {
  const files = new Map(formatSweBenchFolder(subject).map(({ name, content }) => [name, content]));
  const read = (name: string) => files.get(`tasks/owner__name-1/${name}`);

  it("has the files that the harness reads, in their order, hints only where there are some", () => {
    expect([...files.keys()].map((name) => name.split("/").at(-1))).toEqual([
      "Dockerfile",
      "eval.sh",
      "gold.patch",
      "problem_statement.md",
      "setup.sh",
      "task.yaml",
      "test.patch",
      "tests.json",
    ]);
    const withHints = formatSweBenchFolder({ ...subject, task: { ...task, hints: "Look there" } });
    expect(withHints.find(({ name }) => name.endsWith("/hints.md"))?.content).toBe("Look there");
    expect(read("gold.patch")).toBe(task.patch);
    expect(read("test.patch")).toBe(testPatch);
    expect(formatSweBenchConfig("d")).toEqual({ name: "sweb.yaml", content: "datasets:\n- d\nsplits:\n- test\n" });
  });

  it("says what it is in sorted keys", () => {
    expect(read("task.yaml")).toBe(
      [
        'base_commit: "82eb767f70c7ea95252b9f4a59bc8a9603279243"',
        'created_at: "2024-03-01T12:00:00Z"',
        "datasets:",
        "- d",
        "eval_type: pass_and_fail",
        'image: "swebench/sweb.eval.x86_64.owner_1776_name-1:latest"',
        "instance_id: owner__name-1",
        "language: Python",
        "log_parser: parse_log_pytest",
        "repo: owner/name",
        "split: test",
        'version: "3.0"',
        "",
      ].join("\n"),
    );
    expect(JSON.parse(read("tests.json") ?? "")).toEqual({ FAIL_TO_PASS: ["tests/t.py::a"], PASS_TO_PASS: [] });
  });

  it("has every key that the harness asks for, and the image's name that it derives, whatever the base image", () => {
    const other = { ...task, instanceId: "Owner___Name-1", version: null, createdAt: null, language: null };
    const ready = formatSweBenchFolder({ ...subject, task: other, repositoryUrl: null });
    const yaml = ready.find(({ name }) => name.endsWith("task.yaml"))?.content;
    expect(yaml).toContain('version: ""\n');
    expect(yaml).toContain('image: "swebench/sweb.eval.x86_64.owner_1776__name-1:latest"\n');
  });

  it("is refused where the harness would refuse it, and with it all the others", () => {
    const withTask = (changes: Partial<Task>) => ({ ...subject, task: { ...task, ...changes } });
    const withId = (instanceId: string, folder = instanceId) => ({ ...withTask({ instanceId }), folder });
    expect(refuseSweBenchFolder(subject)).toBeNull();
    expect(refuseSweBenchFolder(withTask({ testPatch: "" }))).toBeNull();
    expect(refuseSweBenchFolder({ ...subject, harnessParsers: ["parse_log_own", "parse_log_karma"] })).toBeNull();
    const refused: readonly (readonly [FolderSubject, RegExp])[] = [
      [withId("org/repo:pr-7", "org%2Frepo%3Apr-7"), /^its name/],
      [withId("a@b"), /^its name/],
      [withId("a-"), /^its name/],
      [{ ...subject, failToPass: [] }, /^it has no FAIL_TO_PASS/],
      [{ ...subject, environment: { ...environment, workdir: "/app" } }, /^its repository is in \/app/],
      [withTask({ patch: "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-0\n+1\n" }), /^its patches/],
      [withTask({ testPatch: "text" }), /^its patches/],
      [{ ...subject, harnessParsers: ["parse_log_tornado"] }, /^the harness has no parser for its logs \(pytest\)/],
      [{ ...subject, evalScript: "pytest\n" }, /^its evaluation script/],
    ];
    for (const [each, reason] of refused) expect(refuseSweBenchFolder(each)).toMatch(reason);
  });

  it("keeps the script that came with the task", () => {
    const kept = formatSweBenchFolder({ ...subject, evalScript: "#!/bin/bash\nown\n", repositoryUrl: null });
    expect(kept.find(({ name }) => name.endsWith("eval.sh"))?.content).toBe("#!/bin/bash\nown\n");
  });
});

describe("an image", () => {
  it("takes what comes from the task as arguments, and commands of the environment from a script", () => {
    const hostile = { environment, repositoryUrl: 'https://x/$(id)";rm', baseCommit: "'`id`" };
    const { dockerfile, setup } = composeImage(hostile);
    expect(dockerfile.split("\n")).toEqual([
      "FROM python:3.9-bookworm",
      'ENV GREETING="say \\"\\$HOME\\" `id`"',
      'ENV PATH="/opt/venv/bin:/bin"',
      expect.stringContaining("ca-certificates git make patch"),
      'COPY ["setup.sh", "/opt/assay/setup.sh"]',
      'RUN ["/bin/sh","-c","sh /opt/assay/setup.sh"]',
      expect.stringMatching(/"sh","https:\/\/x\/\$\(id\)\\";rm","\/testbed","'`id`"\]$/),
      "WORKDIR /testbed",
      "",
    ]);
    expect(setup).toBe('#!/bin/sh\nset -e\npip install pytest\necho "two\nlines"\n');
    expect(composeImage({ ...hostile, repositoryUrl: null }).dockerfile).not.toContain("git clone");
  });
});

describe("the repository in an image", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "assay-clone-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("knows nothing of what came after the base commit, and all that came before", () => {
    const [origin, workdir] = [join(folder, "origin"), join(folder, "clone")];
    mkdirSync(origin);
    const gitIn = (place: string) => {
      const env = { ...process.env, ...gitIdentity, HOME: folder };
      return (...args: string[]) => spawnSync("git", args, { cwd: place, env, encoding: "utf8" });
    };
    const git = gitIn(origin);
    const commit = (text: string) => {
      writeFileSync(join(origin, "a.py"), text);
      git("add", ".");
      git("commit", "--quiet", `--message=${text}`);
      return git("rev-parse", "HEAD").stdout.trim();
    };
    git("init", "--quiet");
    const first = commit("first");
    git("tag", "v1");
    const base = commit("base");
    git("tag", "--annotate", "--message=at", "v2");
    git("checkout", "--quiet", "-b", "older-line", first);
    const elsewhere = commit("elsewhere");
    git("tag", "v1.1");
    git("checkout", "--quiet", "-b", "newest", base);
    const fix = commit("fix");
    git("tag", "--annotate", "--message=after", "v3");
    const subject = { environment: { ...environment, workdir }, repositoryUrl: origin, baseCommit: base };
    const line = composeImage(subject)
      .dockerfile.split("\n")
      .find((each) => each.includes("git clone"));
    const [program, ...args] = JSON.parse(line?.slice("RUN ".length) ?? "");
    expect(spawnSync(program, args, { env: { ...process.env, HOME: folder }, encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
    const cloned = gitIn(workdir);
    expect(cloned("rev-parse", "HEAD").stdout.trim()).toBe(base);
    expect(cloned("tag", "--list").stdout).toBe("v1\nv2\n");
    expect(cloned("log", "--all", "--reflog", "--format=%s").stdout).toBe("base\nfirst\n");
    const objects = cloned("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").stdout;
    for (const hash of [fix, elsewhere]) expect(objects).not.toContain(hash);
    expect(objects).toContain(first);
    expect(spawnSync("grep", ["-rlE", `${fix}|${elsewhere}`, join(workdir, ".git")]).status).toBe(1);
  });
});

describe("an evaluation script", () => {
  const hasBash = spawnSync("bash", ["-c", "command -v git"]).status === 0;
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "assay-eval-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("finds an end for its here-document that the patch does not have", () => {
    expect(delimiterOutside("a\nEOF_0\nEOF_1\n")).toBe("EOF_2");
    expect(delimiterOutside("a")).toBe("EOF_0");
  });

  it.skipIf(!hasBash)("applies hostile tests as text, over a model's own, and runs them (needs bash)", () => {
    const repository = join(folder, "repository");
    const test = "tests/$(id).py";
    mkdirSync(dirname(join(repository, test)), { recursive: true });
    writeFileSync(join(repository, test), "one\n");
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@x", ...args], { cwd: repository });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message=base");
    const baseCommit = git("rev-parse", "HEAD").toString().trim();
    writeFileSync(join(repository, test), "changed by a model\n");
    const script = composeEvalScript({
      environment: {
        ...environment,
        workdir: repository,
        install: [],
        env: {},
        test: { command: "cat {files}", directives: "files" },
      },
      baseCommit,
      testPatch: testPatch.replace("@@ -1,1 +1,3 @@", "@@ -1 +1,3 @@"),
    });
    const ran = spawnSync("bash", ["-c", script], { env: { ...process.env, HOME: folder }, encoding: "utf8" });
    expect(ran.stdout).toContain("one\nEOF_0\n$(touch /tmp/evil) `touch evil`\n");
    expect(ran.stderr).toContain(">>>>> Start Test Output");
    expect(readFileSync(join(repository, test), "utf8")).toBe("one\n");
    expect(spawnSync("ls", [join(repository, "evil"), "/tmp/evil"]).status).not.toBe(0);
  });
});

describe("a Harbor folder", () => {
  it("has its instruction, environment, tests and solution, and puts no text of the task into a script", () => {
    const files = formatHarborFolder({ ...subject, graderParser: "pytest", config: "x = 1\n" });
    expect(files.map(({ name }) => name)).toEqual([
      "owner__name-1/environment/Dockerfile",
      "owner__name-1/environment/setup.sh",
      "owner__name-1/instruction.md",
      "owner__name-1/solution/gold.patch",
      "owner__name-1/solution/solve.sh",
      "owner__name-1/task.toml",
      "owner__name-1/tests/config.json",
      "owner__name-1/tests/eval.sh",
      "owner__name-1/tests/grade.py",
      "owner__name-1/tests/test.sh",
    ]);
    const textOf = (name: string) => files.find((file) => file.name.endsWith(name))?.content ?? "";
    expect(textOf("instruction.md")).toBe(
      "Resolve the following issue in the repository at `/testbed`.\n\nIt's off by one\n",
    );
    expect(textOf("eval.sh")).toContain(
      "\nASSAY_TEST_EXIT_CODE=$?\n: '>>>>> End Test Output'\necho \">>>>> Test Exit Code: ",
    );
    expect(JSON.parse(textOf("config.json"))).toEqual({
      parser: "pytest",
      FAIL_TO_PASS: ["tests/t.py::a"],
      PASS_TO_PASS: [],
    });
    for (const script of ["solve.sh", "test.sh"]) {
      expect(spawnSync("bash", ["-n"], { input: textOf(script) }).status).toBe(0);
      expect(textOf(script)).not.toContain("owner");
    }
  });

  it.each([
    ["owner__name-1", "owner__name-1"],
    ["org%2Frepo%3Apr-7", "org-2Frepo-3Apr-7"],
    ["a@b+c", "a-40b-2Bc"],
    ["_private", "x_private"],
    ["%2E.%2Fx", "x-2E.-2Fx"],
    ["a..b...c", "a.-2Eb.-2E-2Ec"],
  ])("for %s has a name that Harbor takes", (folder, expected) => {
    const { name } = harborConfig({ ...subject, folder }).task;
    expect(name).toBe(`d/${expected}`);
    expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*\/[A-Za-z0-9][A-Za-z0-9._-]*$/);
    expect(name).not.toContain("..");
  });

  it("says in task.toml how it is built and for how long it may run", () => {
    expect(harborConfig(subject)).toMatchObject({
      schema_version: "1.4",
      task: { name: "d/owner__name-1", keywords: ["swe-bench", "python"] },
      metadata: { instance_id: "owner__name-1", version: "3.0" },
      verifier: { timeout_sec: 2_100 },
      environment: { cpus: 2, memory_mb: 4_096, workdir: "/testbed", network_mode: "no-network" },
    });
    expect(harborConfig(subject).environment).not.toHaveProperty("docker_image");
    const ready = { ...subject, repositoryUrl: null };
    const bare = { ...environment, setup: [], packages: [], env: {} };
    expect(harborConfig({ ...ready, environment: bare }).environment).toMatchObject({
      docker_image: "python:3.9-bookworm",
    });
    for (const part of ["setup", "packages", "env"] as const) {
      const built = { ...ready, environment: { ...bare, [part]: environment[part] } };
      expect(harborConfig(built).environment, part).not.toHaveProperty("docker_image");
    }
  });
});
