import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { applyPatchScript, parsePatchResults } from "#lib/core/environment/apply-patch-script";
import { type Environment, type EnvironmentInput, environmentSchema, imageSpecOf } from "#lib/core/environment/model";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { env } from "#lib/env";
import { Sandboxes } from "#lib/runner/sandboxes";
import { findHierarchy, listGroups } from "#lib/sandbox/cgroup";
import { connectEngine, label } from "#lib/sandbox/docker-engine";
import { openDriver } from "#lib/sandbox/open-driver";
import { type DriverName, type Phase, phaseFolder, type RunRequest, type Sandbox } from "#lib/sandbox/port";
import { testBase } from "#lib/sandbox/testing/global-setup";
import type { WorkerOrder } from "#lib/sandbox/testing/worker";

const run = promisify(execFile);
const drivers = inject("drivers");
const workerId = `test-${process.pid}`;
const temporary = temporaryFolder();

const hierarchy = await findHierarchy();
/** Bubblewrap without control groups bounds the memory of each process only, and leaves nothing that a sweep could find. */
const hasGroups = (driver: DriverName) => driver === "docker" || hierarchy !== undefined;

it("is taken from the drivers that work, and without one it is said what to install", async () => {
  const names = ["docker", "bubblewrap"] as const;
  const sandboxes = await Sandboxes.open(names.map((name) => openDriver(name, workerId)));
  expect(sandboxes.drivers).toEqual(drivers);
  if (drivers.length === 0) expect(sandboxes.problem).toMatch(/Docker.*apt-get install bubblewrap/s);
  else expect(sandboxes.choose("auto").driver).toBe(drivers[0]);
});

describe.each(drivers)("%s", (driver) => {
  const sandbox = openDriver(driver, workerId);
  const plain = environmentOf({});
  const small = environmentOf({ limits: { memoryMegabytes: 200, pids: 64, diskMegabytes: 20, outputMegabytes: 1 } });

  beforeAll(async () => {
    expect(await sandbox.ensureImage(imageSpecOf(plain))).toMatchObject({ ok: true });
  });

  afterAll(async () => {
    expect(await leftovers(driver, workerId)).toEqual([]);
  });

  describe("a run", () => {
    it("goes through its phases in the repository, with their files, and tells their exit codes", async () => {
      const { result, output } = await runIn(sandbox, plain, {
        repository: await archiveOf({ "src/a.txt": "hello\n" }),
        phases: [
          phase("read", `cat src/a.txt ${phaseFolder}/x.patch; echo made > made.txt; exit 3`, {
            files: { "x.patch": "patch\n" },
          }),
          phase("again", `cat made.txt; ls ${phaseFolder}; echo error >&2; echo last`),
        ],
      });
      expect(result).toMatchObject({ end: "completed", reason: null, isTruncated: false });
      expect(result.phases.map(({ name, exitCode }) => [name, exitCode])).toEqual([
        ["read", 3],
        ["again", 0],
      ]);
      expect(output("read")).toBe("hello\npatch\n");
      expect(output("again")).toBe("made\nerror\nlast\n");
      expect(result.outputBytes).toBe(Buffer.byteLength(`${output("read")}${output("again")}`));
    });

    it("stops at a required phase that fails", async () => {
      const { result } = await runIn(sandbox, plain, {
        phases: [phase("first", "exit 5", { isRequired: true }), phase("second", "true")],
      });
      expect(result).toMatchObject({ end: "stopped", reason: "first exited with 5" });
      expect(result.phases).toHaveLength(1);
    });

    it("runs as an account without privileges, with a home, bash and a work folder of its own", async () => {
      const script = `id -u; whoami; echo $BASH_VERSION | cut -c1; touch ~/x /tmp/x /var/tmp/x x && stat -c %u . ~;
        grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status; echo > /dev/stdout; echo > /dev/stderr`;
      const { output } = await runIn(sandbox, plain, { phases: [phase("who", script)] });
      expect(output("who").trimEnd().split("\n")).toEqual([
        "10001",
        "assay",
        "5",
        "10001",
        "10001",
        "CapEff:\t0000000000000000",
        "CapBnd:\t0000000000000000",
        "NoNewPrivs:\t1",
        "Seccomp:\t2",
      ]);
    });

    it("starts each time with what set-up put into the writable folders, and can change it", async () => {
      const environment = environmentOf({
        setup: ["mkdir -p /opt/venv/bin && echo from-image > /opt/venv/bin/tool", "chmod 700 /opt/venv/bin"],
        writable: ["/opt/venv"],
      });
      expect(await sandbox.ensureImage(imageSpecOf(environment))).toMatchObject({ ok: true });
      for (const _ of [1, 2]) {
        const script = "cat /opt/venv/bin/tool; echo changed > /opt/venv/bin/tool; cat /opt/venv/bin/tool";
        const { result, output } = await runIn(sandbox, environment, { phases: [phase("x", script)] });
        expect(result.reason).toBe(null);
        expect(output("x")).toBe("from-image\nchanged\n");
      }
      await sandbox.removeImage((await builtImage(sandbox, environment)).hash);
    });

    it("makes the work folder a repository of one commit where the environment wants it", async () => {
      const patch = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-old\n+new\n";
      const apply = `set -- ${phaseFolder}/x.patch\n${applyPatchScript}`;
      const { result, output } = await runIn(sandbox, environmentOf({ hasGit: true }), {
        repository: await archiveOf({ ".gitignore": "*.log\n", "a.txt": "old\n", "kept.log": "log\n" }),
        phases: [
          phase("look", "git log --oneline | wc -l; git status --porcelain; git ls-files"),
          phase("apply", apply, { files: { "x.patch": patch } }),
          phase("after", "git status --porcelain"),
        ],
      });
      expect(result).toMatchObject({ end: "completed", phases: [{ name: "git" }, {}, { exitCode: 0 }, {}] });
      expect(output("look")).toBe("1\n.gitignore\na.txt\nkept.log\n");
      expect(output("after")).toBe(" M a.txt\n");
    });

    it("shows none of our environment", async () => {
      process.env.ASSAY_TEST_SECRET = "very-secret";
      try {
        const script =
          "env; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'; cat /proc/*/cmdline 2>/dev/null | tr '\\0' '\\n'";
        const environment = environmentOf({ env: { GIVEN: "yes" } });
        await builtImage(sandbox, environment);
        const { output } = await runIn(sandbox, environment, { phases: [phase("env", script)] });
        expect(output("env")).toContain("GIVEN=yes");
        expect(output("env")).not.toContain("very-secret");
        expect(output("env")).not.toContain("NODE_ENV");
        expect(output("env")).not.toContain(resolve(env().ASSAY_HOME));
        expect(output("env")).not.toContain(process.cwd());
      } finally {
        delete process.env.ASSAY_TEST_SECRET;
      }
    });

    it("says when the image is not there", async () => {
      const missing = environmentOf({ setup: ["echo never built"] });
      await expect(sandbox.run({ environment: missing, phases: [] })).rejects.toThrow("is not there");
    });
  });

  describe("hostile code", () => {
    it("a fork bomb is bounded, and nothing of it is left for the next phase", async () => {
      const { result, output } = await runIn(sandbox, small, {
        phases: [
          phase("bomb", "bomb() { bomb | bomb & }; bomb 2>/dev/null; sleep 1; exit 0", { timeoutSeconds: 20 }),
          phase("after", "ls -d /proc/[0-9]* | wc -l"),
        ],
      });
      expect(result.phases.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
      expect(Number(output("after"))).toBeLessThan(6);
    });

    it.runIf(hasGroups(driver))("a memory hog is killed, and reported as out of memory", async () => {
      const script = "python3 -c 'x = bytearray(600 << 20)'; code=$?; python3 -c 'print(1)'; exit $code";
      const { result, output } = await runIn(sandbox, small, {
        phases: [phase("hog", script), phase("next", "echo fine")],
      });
      expect(result.phases[0]).toMatchObject({ exitCode: 137, outOfMemory: true });
      expect(result.phases[1]).toMatchObject({ exitCode: 0, outOfMemory: false });
      expect(output("hog")).toMatch(/1\n$/);
      expect(output("next")).toBe("fine\n");
    });

    it("a memory hog gets no more than the limit", async () => {
      const { result } = await runIn(sandbox, small, {
        phases: [phase("hog", "python3 -c 'x = bytearray(600 << 20)'")],
      });
      expect(result.phases[0]?.exitCode).toBe(hasGroups(driver) ? 137 : 1);
    });

    it("long output is cut in its middle, with a mark; its end is kept", async () => {
      const script = "echo begin; head -c 5000000 /dev/zero | tr '\\0' x; echo; echo end";
      const { result, output } = await runIn(sandbox, small, {
        phases: [phase("long", script), phase("next", "echo fine")],
      });
      expect(result).toMatchObject({ end: "completed", isTruncated: true });
      expect(result.phases[0]).toMatchObject({ exitCode: 0, outputBytes: 5_000_011, isTruncated: true });
      expect(output("long")).toMatch(/^begin\nx+\n\[Assay: \d+ bytes of output are left out here\]\nx+\nend\n$/);
      expect(output("long").length).toBeLessThan(1_100_000);
      expect(output("next")).toBe("fine\n");
    });

    it("endless output ends the run", async () => {
      const { result, output } = await runIn(sandbox, small, {
        phases: [phase("endless", "yes"), phase("never", "true")],
      });
      expect(result).toMatchObject({ end: "too-much-output", isTruncated: true });
      expect(result.phases).toHaveLength(1);
      expect(output("endless")).toContain("[Assay: ");
    });

    it("a full disk is an error of the test, in every folder that can be written", async () => {
      const folders = ["/testbed", "/tmp", "/var/tmp", "/home/assay", "/dev/shm", phaseFolder];
      const script = folders
        .map((folder) => `head -c 100M /dev/zero > ${folder}/fill; stat -c %s ${folder}/fill; rm ${folder}/fill`)
        .join("\n");
      const { result, output } = await runIn(sandbox, environmentOf({ limits: { diskMegabytes: 20 } }), {
        phases: [phase("fill", script)],
      });
      expect(output("fill").match(/No space left on device/g)).toHaveLength(folders.length);
      const sizes = output("fill")
        .split("\n")
        .filter((line) => /^\d+$/.test(line))
        .map(Number);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(64 << 20);
      expect(result.end).toBe("completed");
    });

    it("a repository that does not fit is said to be so", async () => {
      const repository = await archiveOf({ "big.bin": Buffer.alloc(30 << 20, 1) });
      const { result } = await runIn(sandbox, small, { repository, phases: [phase("never", "true")] });
      expect(result).toMatchObject({ end: "broken", phases: [] });
      expect(result.reason).toContain("could not be unpacked");
    });

    it("what is no archive is said to be so", async () => {
      const { result } = await runIn(sandbox, plain, {
        repository: Buffer.from("no archive".repeat(1000)),
        phases: [],
      });
      expect(result).toMatchObject({ end: "broken" });
    });

    it("writes nowhere but into its own folders", async () => {
      const own = [
        "/testbed",
        "/tmp",
        "/var/tmp",
        "/home/assay",
        phaseFolder,
        "/dev/*",
        "/proc/[0-9]*",
        "/proc/pressure",
        "/proc/keys",
        "/proc/timer_list",
        "/proc/*self",
      ];
      const script = `find / ${own.map((folder) => `-path '${folder}' -prune -o`).join(" ")} -writable ! -type l -print 2>/dev/null
        for f in / /dev /etc /usr/bin /opt /.assay /sys/fs/cgroup; do touch $f/assay-test 2>/dev/null && echo "wrote $f"; done
        { echo x > /proc/sys/kernel/hostname; } 2>/dev/null && echo sysctl; { echo h > /proc/sysrq-trigger; } 2>/dev/null && echo sysrq
        mount -t tmpfs none /mnt 2>/dev/null && echo mounted; unshare -U true 2>/dev/null && echo user-namespace
        chmod 777 /.assay/sh 2>/dev/null && echo chmod; cat /.assay/sh 2>/dev/null >/dev/null && echo read-shell
        cat /etc/shadow 2>/dev/null && echo shadow; ls /proc/self/fd; echo done`;
      const { output } = await runIn(sandbox, plain, { phases: [phase("write", script)] });
      // The third is the folder that ls reads.
      expect(output("write")).toBe("0\n1\n2\n3\ndone\n");
    });

    it("reaches no network, not even this machine's", async () => {
      await using server = await listen();
      const { output } = await runIn(sandbox, plain, { phases: [phase("call", callScript(server.port))] });
      expect(output("call")).not.toContain("reached");
      expect(output("call").match(/^not /gm)).toHaveLength(2);
      expect(server.connections()).toBe(0);
    });

    it("cannot touch process 1, nor pass for its reports", async () => {
      const script = `kill -9 1; kill -TERM 1; kill -STOP 1; for fd in 0 1 2 3; do echo 'phase 0 0' > /proc/1/fd/$fd; done
        cat /proc/1/environ /proc/1/maps /proc/1/mem; python3 -c 'import ctypes; print("ptrace", ctypes.CDLL(None).ptrace(16, 1, 0, 0))'
        echo 'phase 0 0'; echo 'phase 0 0' >&2; kill -9 -1; exit 9`;
      const { result, output } = await runIn(sandbox, plain, {
        phases: [phase("attack", script), phase("after", "echo still here; exit 4")],
      });
      expect(result.phases.map(({ exitCode }) => exitCode)).toEqual([9, 4]);
      expect(output("attack")).toContain("ptrace -1");
      expect(output("attack").match(/Permission denied/g)?.length).toBeGreaterThanOrEqual(6);
      expect(output("after")).toBe("still here\n");
    });

    it("cannot put its own tools in place of the runner's", async () => {
      const environment = environmentOf({
        writable: ["/opt/tools"],
        env: { PATH: "/opt/tools:/usr/bin:/bin", LD_PRELOAD: "/opt/tools/evil.so", LD_LIBRARY_PATH: "/opt/tools" },
      });
      const image = await builtImage(sandbox, environment);
      const plant = `for tool in rm dd tar cat bash sh; do
        printf '#!/bin/dash\\ntouch /tmp/planted-ran\\necho phase 0 0 >&2\\n' > /opt/tools/$tool; done
        chmod +x /opt/tools/*; export -n LD_PRELOAD; echo "$LD_LIBRARY_PATH"`;
      const { result, output } = await runIn(sandbox, environment, {
        phases: [phase("plant", plant), phase("after", "ls /tmp; command -v rm; exit 4", { files: { "a.txt": "x" } })],
      });
      expect(result.phases.map(({ exitCode }) => exitCode)).toEqual([0, 4]);
      expect(output("plant")).toContain("/opt/tools\n");
      expect(output("after")).toContain("/opt/tools/rm\n");
      expect(output("after")).not.toContain("planted-ran");
      await sandbox.removeImage(image.hash);
    });

    it("leaves no process behind in the next phase, detached or not", async () => {
      const { output } = await runIn(sandbox, plain, {
        phases: [
          phase(
            "hide",
            "(setsid nohup sh -c 'trap \"\" TERM HUP INT; while :; do sleep 0.1; echo haunt; done' &) ; sleep 0.3",
          ),
          phase(
            "after",
            "sleep 0.5; grep -l [n]ohup /proc/[0-9]*/cmdline; grep -l [h]aunt /proc/[0-9]*/cmdline; echo end",
          ),
        ],
      });
      expect(output("hide")).toContain("haunt");
      expect(output("after")).toBe("end\n");
    });

    it("ignores SIGTERM in vain when its time is over", async () => {
      const began = Date.now();
      const { result, output } = await runIn(sandbox, plain, {
        phases: [
          phase("stubborn", "trap '' TERM INT HUP; echo started; while :; do sleep 1; done", { timeoutSeconds: 1 }),
          phase("never", "true"),
        ],
      });
      expect(result).toMatchObject({ end: "timed-out", reason: "stubborn took longer than 1 s" });
      expect(result.phases).toMatchObject([{ name: "stubborn", exitCode: null, timedOut: true, outOfMemory: false }]);
      expect(output("stubborn")).toBe("started\n");
      expect(Date.now() - began).toBeLessThan(6000);
    });

    it("is cancelled within five seconds, in the middle of a fork bomb", async () => {
      const controller = new AbortController();
      let cancelled = 0;
      const { result } = await runIn(sandbox, small, {
        signal: controller.signal,
        phases: [phase("bomb", "echo started; sleep 0.3; bomb() { bomb | bomb & }; bomb 2>/dev/null; sleep 100")],
        onOutput: () =>
          setTimeout(() => {
            cancelled ||= Date.now();
            controller.abort();
          }, 500),
      });
      expect(result.end).toBe("cancelled");
      expect(Date.now() - cancelled).toBeLessThan(5000);
    });

    it("an archive's links lead nowhere outside the sandbox", async () => {
      const outside = temporary(`outside-${driver}`);
      await mkdir(outside);
      const folder = temporary(`archive-${driver}`);
      await mkdir(join(folder, "escape"), { recursive: true });
      await writeFile(join(folder, "escape", "evil.txt"), "evil\n");
      const first = join(folder, "first.tar");
      await mkdir(join(folder, "links"));
      await symlink(outside, join(folder, "links", "escape"));
      await run("tar", ["-c", "-f", first, "-C", join(folder, "links"), "escape"]);
      await run("tar", ["-r", "-f", first, "-C", folder, "escape/evil.txt"]);
      await run("tar", [
        "-r",
        "-f",
        first,
        "-P",
        "--transform",
        `s,^escape/,${outside}/,`,
        "-C",
        folder,
        "escape/evil.txt",
      ]);
      await run("tar", [
        "-r",
        "-f",
        first,
        "-P",
        "--transform",
        "s,^escape/,../../../../../../tmp/assay-escaped-,",
        "-C",
        folder,
        "escape/evil.txt",
      ]);
      await runIn(sandbox, plain, { repository: await readFile(first), phases: [phase("look", "ls -la . escape/")] });
      expect(await readdir(outside)).toEqual([]);
      expect(await readdir("/tmp")).not.toContain("assay-escaped-evil.txt");
    });

    it("a patch through a link is refused, and others are applied", async () => {
      const evil =
        "diff --git a/link/evil.txt b/link/evil.txt\nnew file mode 100644\n--- /dev/null\n+++ b/link/evil.txt\n@@ -0,0 +1 @@\n+evil\n";
      const good = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-old\n+new\n";
      const apply = `set -- ${phaseFolder}/good.patch ${phaseFolder}/evil.patch\n${applyPatchScript}`;
      const { result, output } = await runIn(sandbox, plain, {
        repository: await archiveOf({ "a.txt": "old\n" }),
        phases: [
          phase("link", "mkdir /tmp/target; ln -s /tmp/target link"),
          phase("apply", apply, { files: { "good.patch": good, "evil.patch": evil } }),
          phase("look", "cat a.txt; ls /tmp/target"),
        ],
      });
      expect(parsePatchResults(output("apply"))).toEqual([
        { state: "applied", step: "git-apply" },
        { state: "failed" },
      ]);
      expect(result.phases[1]?.exitCode).toBe(1);
      expect(output("look")).toBe("new\n");
    });
  });

  describe("an image", () => {
    it("is built once when several processes ask at once", async () => {
      const environment = environmentInput({
        setup: [`sleep 1; echo ${process.pid} > /opt/made/x`],
        writable: ["/opt/made"],
      });
      const workers = [1, 2, 3].map(() => startWorker({ driver, workerId, environment, phases: [] }));
      const results = await Promise.all(workers.map(async ({ stdout }) => JSON.parse(await text(stdout))));
      expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
      expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
      const [{ image }] = results;
      expect(await sandbox.listImages()).toContainEqual(image);
      await sandbox.removeImage(image.hash);
      expect(await sandbox.listImages()).not.toContainEqual(image);
    });

    it("that cannot be built gives the reason and the log, and leaves nothing", async () => {
      const environment = environmentOf({ setup: ["echo before", "echo why it failed; exit 7", "echo never"] });
      const built = await sandbox.ensureImage(imageSpecOf(environment));
      expect(built).toMatchObject({ ok: false, reason: expect.stringContaining("setup command 2 exited with 7") });
      expect(built).toMatchObject({ log: expect.stringContaining("why it failed") });
      expect(built).not.toMatchObject({ log: expect.stringContaining("never") });
    });

    it("is not tried again by those who waited while it failed, once that is known", async () => {
      const environment = environmentOf({ setup: ["sleep 2; exit 7"] });
      let failure: string | undefined;
      const build = async () => {
        const built = await sandbox.ensureImage(imageSpecOf(environment), { knownFailure: async () => failure });
        if (!built.ok) failure = built.reason;
        return built;
      };
      const results = await Promise.all([build(), build(), build()]);
      expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
      for (const result of results) expect(result).toMatchObject({ ok: false, reason: failure });
    });

    it("says which packages it lacks while it may not install any", async () => {
      const environment = environmentOf({ packages: ["python3", "no-such-package"] });
      expect(await sandbox.ensureImage(imageSpecOf(environment))).toMatchObject({
        ok: false,
        log: expect.stringMatching(/Not in the base image: no-such-package\n/),
      });
    });

    it("can be cancelled while it is built", async () => {
      const environment = environmentOf({ setup: ["echo building; sleep 100"] });
      const controller = new AbortController();
      const building = sandbox.ensureImage(imageSpecOf(environment), {
        signal: controller.signal,
        onOutput: () => controller.abort(),
      });
      await expect(building).rejects.toThrow("aborted");
    });

    it("is removed by its hash alone", async () => {
      await expect(sandbox.removeImage("../images")).rejects.toThrow("hexadecimal");
    });

    it("keeps a test from what set-up may do", async () => {
      const environment = environmentOf({ setup: ["id -u; touch /opt/made/x"], writable: ["/opt/made"] });
      const lines: string[] = [];
      const built = await sandbox.ensureImage(imageSpecOf(environment), {
        onOutput: (chunk) => lines.push(Buffer.from(chunk).toString()),
      });
      expect(built.ok).toBe(true);
      expect(lines.join("")).toBe("0\n");
      await sandbox.removeImage((await builtImage(sandbox, environment)).hash);
    });
  });

  describe.runIf(hasGroups(driver))("sweep", () => {
    it("takes what a dead worker left and leaves a living one's", async () => {
      const dead = `dead-${process.pid}`;
      const alive = `alive-${process.pid}`;
      const phases = [phase("sleep", "echo started; sleep 300", { timeoutSeconds: 400 })];
      const workers = [dead, alive].map((id) =>
        startWorker({ driver, workerId: id, environment: environmentInput({}), phases }),
      );
      const [killed, living] = await Promise.all(workers.map(untilStarted));
      killed?.kill("SIGKILL");
      await Promise.all([killed ? once(killed, "exit") : undefined]);
      expect(await leftovers(driver, dead)).not.toEqual([]);
      await sandbox.sweep((id) => id !== dead);
      expect(await leftovers(driver, dead)).toEqual([]);
      expect(await leftovers(driver, alive)).not.toEqual([]);
      living?.kill("SIGKILL");
      await Promise.all([living ? once(living, "exit") : undefined]);
      await sandbox.sweep((id) => id !== alive);
      expect(await leftovers(driver, alive)).toEqual([]);
    });
  });
});

describe.skipIf(!drivers.includes("docker"))("docker", () => {
  it("gives the network to the phases that may have it, and takes it from the next", async () => {
    await using server = await listen();
    const sandbox = openDriver("docker", workerId);
    const environment = environmentOf({ network: { install: "full" } });
    await sandbox.ensureImage(imageSpecOf(environment));
    const { output } = await runIn(sandbox, environment, {
      phases: [
        phase("before", callScript(server.port)),
        phase("install", callScript(server.port), { network: "full" }),
        phase("test", callScript(server.port)),
      ],
    });
    expect(output("before")).not.toContain("reached");
    expect(output("install")).toContain("reached");
    expect(output("test")).not.toContain("reached");
    expect(server.connections()).toBe(1);
  });
});

describe.skipIf(!drivers.includes("bubblewrap"))("bubblewrap", () => {
  it("refuses to give a run the network", async () => {
    const sandbox = openDriver("bubblewrap", workerId);
    const phases = [phase("install", "true", { network: "full" })];
    await expect(sandbox.run({ environment: environmentOf({}), phases })).rejects.toThrow("network.install");
  });

  it("hands no open file on that the worker was started with", async () => {
    const order = { driver: "bubblewrap", workerId, environment: environmentInput({}) } as const;
    const script = "ls /proc/self/fd; echo end";
    const shell = `exec 99</etc/hostname; exec ${process.execPath} lib/sandbox/testing/worker.ts`;
    const child = spawn("bash", ["-c", shell], { stdio: ["pipe", "pipe", "inherit"] });
    child.stdin.end(JSON.stringify({ ...order, phases: [phase("look", script)] }));
    const printed = (await text(child.stdout)).split("\n").slice(1).join("\n");
    expect(printed).toBe("0\n1\n2\n3\nend\n");
  });

  it("uses this host's programs where it has no base, and says so", async () => {
    const sandbox = openDriver("bubblewrap", workerId);
    const environment = environmentOf({ baseImage: "no-such-base" });
    const image = await builtImage(sandbox, environment);
    expect(image.digest).toMatch(/^host:[a-z]+-/);
    const script = "ls /home /root /etc/shadow /etc/ssh 2>&1; ls -d /*; python3 -c 'print(1)'";
    const { output } = await runIn(sandbox, environment, { phases: [phase("look", script)] });
    expect(output("look")).toContain("/etc/shadow': No such file");
    expect(output("look")).not.toMatch(/^\/(work|mnt|srv|media|boot)$/m);
    await sandbox.removeImage(image.hash);
  });
});

function environmentInput(part: Partial<EnvironmentInput>): EnvironmentInput {
  return {
    baseImage: testBase,
    test: { command: "true" },
    parser: "pytest",
    ...part,
    network: { setup: "none", ...part.network },
  };
}

function environmentOf(part: Partial<EnvironmentInput>): Environment {
  return environmentSchema.parse(environmentInput(part));
}

function phase(name: string, script: string, more: Partial<Phase> = {}): Phase {
  return { name, script, timeoutSeconds: 60, network: "none", ...more };
}

async function runIn(sandbox: Sandbox, environment: Environment, request: Omit<RunRequest, "environment">) {
  const chunks: Record<string, Buffer[]> = Object.fromEntries(request.phases.map(({ name }) => [name, []]));
  const result = await sandbox.run({
    ...request,
    environment,
    onOutput(name, chunk) {
      chunks[name]?.push(Buffer.from(chunk));
      request.onOutput?.(name, chunk);
    },
  });
  return { result, output: (name: string) => Buffer.concat(chunks[name] ?? []).toString() };
}

async function builtImage(sandbox: Sandbox, environment: Environment) {
  const built = await sandbox.ensureImage(imageSpecOf(environment));
  if (!built.ok) throw new Error(built.reason);
  return built.image;
}

async function archiveOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const folder = temporary(`files-${Math.random()}`);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const { stdout } = await run("tar", ["-c", "-C", folder, "."], { encoding: "buffer", maxBuffer: 1 << 28 });
  return stdout;
}

function startWorker(order: WorkerOrder) {
  const child = spawn(process.execPath, ["lib/sandbox/testing/worker.ts"], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(order));
  return child;
}

async function untilStarted(child: ReturnType<typeof startWorker>) {
  let seen = "";
  for await (const chunk of child.stdout) {
    seen += chunk;
    if (seen.includes("started")) return child;
  }
  throw new Error(`The worker ended early: ${seen}`);
}

/** What a worker has running or lying about. */
async function leftovers(driver: DriverName, id: string): Promise<string[]> {
  if (driver === "docker") {
    const filters = JSON.stringify({ label: [`${label.worker}=${id}`] });
    return (await connectEngine().listContainers({ all: true, filters })).map(({ Names }) => Names.join());
  }
  const names = [
    ...(hierarchy ? await listGroups(hierarchy) : []),
    ...(await readdir(join(env().ASSAY_HOME, "sandbox", "drafts")).catch(() => [])),
  ];
  return names.filter((name) => name.startsWith(`${id}.`));
}

/** Tries this machine's loopback address and its side of the container network. */
function callScript(port: number): string {
  return `cat > /tmp/call.py <<'END'
import socket, struct
gateways = [socket.inet_ntoa(struct.pack("<L", int(line.split()[2], 16))) for line in open("/proc/net/route").readlines()[1:] if line.split()[1] == "00000000"]
for address in ["127.0.0.1", *(gateways or ["172.17.0.1"])]:
    try:
        socket.create_connection((address, ${port}), 3).close()
        print("reached", address)
    except OSError as error:
        print("not", address, error)
END
python3 /tmp/call.py`;
}

async function listen() {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("No port");
  return {
    port: address.port,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}
