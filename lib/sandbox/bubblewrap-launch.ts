import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Limits, NetworkPolicy } from "#lib/core/environment/model";
import type { Root } from "#lib/sandbox/bubblewrap-root";
import { type ControlGroup, createGroup } from "#lib/sandbox/cgroup";
import { sandboxUser } from "#lib/sandbox/port";
import type { Container } from "#lib/sandbox/run-phases";
import { runnerScript, shellPath } from "#lib/sandbox/runner";
import { seccompFilter } from "#lib/sandbox/seccomp-filter";

export interface Launch {
  /** `<worker>.<run>`, names the control group. */
  readonly name: string;
  readonly hierarchy: 1 | 2 | undefined;
  readonly limits: Limits;
  readonly network: NetworkPolicy;
  readonly user: { readonly id: number; readonly home: string };
  readonly env: Readonly<Record<string, string>>;
  /** Below it lies everything that the arguments name by `staged`. */
  readonly sandboxFolder: string;
  readonly root: Root;
  /** More arguments, after those of the root. */
  readonly mounts: readonly string[];
  /** Folders in memory, each of `limits.diskMegabytes`. */
  readonly memoryFolders: readonly string[];
}

export interface Launched {
  readonly talk: Container;
  /** Ends everything and waits until it is gone. */
  remove(): Promise<void>;
}

const mebibyte = 2 ** 20;
/** For a runner that has nothing to do to end by itself. */
const EXIT_MS = 1000;
/** Where root shows the sandbox folder to the account that it becomes, which may not be able to go there by itself. */
const stage = "/mnt";
const isRoot = process.getuid?.() === 0;
const filterDescriptor = 3;
const plainPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The path of a file of the sandbox folder as bubblewrap reaches it. */
export function staged(sandboxFolder: string, path: string): string {
  return join(isRoot ? stage : sandboxFolder, path);
}

/**
 * Starts a sandbox whose process 1 is the runner. Root shows itself the sandbox folder in a mount namespace of its own,
 * enters the control group and becomes an account without privileges before bubblewrap makes a user namespace.
 */
export async function launchBubblewrap(launch: Launch): Promise<Launched> {
  const { hierarchy, limits } = launch;
  const group = hierarchy ? await createGroup(hierarchy, launch.name, limits) : undefined;
  const filter = await filterFile();
  try {
    const command = [
      ...(isRoot ? rootCommand(launch, group) : ["setpriv"]),
      ...["--pdeathsig", "KILL", "--", "bash", "-c", pipeScript, "assay"],
      ...bubblewrapCommand(launch, group, filter !== undefined),
    ];
    const [program = "", ...args] = command;
    const child = spawn(program, args, {
      cwd: "/",
      env: { PATH: plainPath, NODE_ENV: "production" },
      detached: true,
      stdio: ["pipe", "pipe", "pipe", filter?.fd ?? "ignore"],
    });
    const { stdin, stdout, stderr } = child;
    if (!stdin || !stdout || !stderr) throw new Error("The sandbox has no pipes");
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()).once("error", () => resolve()));
    stdin.on("error", () => {});
    const kill = async () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(child.pid);
      await group?.remove();
      await ended;
    };
    const talk: Container = {
      async write(bytes) {
        if (stdin.destroyed) return;
        if (!stdin.write(bytes)) await Promise.race([once(stdin, "drain"), ended]);
      },
      listen(listener) {
        child.once("error", (error) => listener.onReport(Buffer.from(`${error.message}\n`)));
        stdout.on("data", listener.onOutput);
        stderr.on("data", listener.onReport);
        ended.then(listener.onEnd);
      },
      async setNetwork(policy) {
        if (policy !== launch.network) throw new Error("Bubblewrap cannot change the network of a running sandbox");
      },
      kill,
      wasOutOfMemory: async () => ((await group?.countKilled()) ?? 0) > 0,
    };
    const remove = async () => {
      // Where it has ended already, there is nobody to read this.
      await talk.write("exit\n").catch(() => {});
      await Promise.race([ended, sleep(EXIT_MS)]);
      await kill();
    };
    return { talk, remove };
  } catch (error) {
    await group?.remove();
    throw error;
  } finally {
    await filter?.close();
  }
}

/**
 * Closes what this process was started with beside its standard streams, which bubblewrap would hand on. Node's pipes are
 * sockets, which a test could not open as `/dev/stdout`; this pipe belongs to the account of the tests.
 */
const pipeScript = `
for fd in /proc/self/fd/*; do
  fd=\${fd##*/}
  ((fd <= ${filterDescriptor})) || exec {fd}>&-
done
"$@" | cat
`;

/** What only root does, up to the arguments of the program that becomes the account. */
function rootCommand({ sandboxFolder }: Launch, group: ControlGroup | undefined): string[] {
  const { id } = sandboxUser;
  return [
    ...["unshare", "--mount", "--propagation", "private", "--"],
    ...["sh", "-c", rootScript, "assay", sandboxFolder, (group?.joinFiles ?? []).join(" ")],
    ...["setpriv", "--reuid", String(id), "--regid", String(id), "--clear-groups", "--inh-caps=-all", "--no-new-privs"],
  ];
}

/** Its arguments: the folder to show at the stage, the control groups to enter, the command. */
const rootScript = `
mount --bind "$1" ${stage} || exit 1
for group in $2; do echo 0 >"$group" || exit 1; done
shift 2
exec "$@"
`;

function bubblewrapCommand(launch: Launch, group: ControlGroup | undefined, hasFilter: boolean): string[] {
  const { limits, user } = launch;
  const memory = (megabytes: number, path: string) => ["--size", String(megabytes * mebibyte), "--tmpfs", path];
  const env = { PATH: plainPath, LANG: "C.UTF-8", ...launch.env, HOME: user.home };
  return [
    "bwrap",
    ...["--unshare-user", "--uid", String(user.id), "--gid", String(user.id), "--disable-userns"],
    ...["--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox"],
    ...(launch.network === "none" ? ["--unshare-net"] : []),
    ...["--cap-drop", "ALL", "--new-session", "--die-with-parent", "--as-pid-1"],
    ...["--clearenv", ...Object.entries(env).flatMap(([name, value]) => ["--setenv", name, value])],
    ...launch.root.mounts,
    ...[
      "--proc",
      "/proc",
      "--ro-bind",
      "/proc/sys",
      "/proc/sys",
      "--dev",
      "/dev",
      "--remount-ro",
      "/dev",
      ...memory(64, "/dev/shm"),
    ],
    ...(group ? ["--ro-bind", group.memoryView.source, group.memoryView.target] : []),
    ...launch.memoryFolders.flatMap((path) => memory(limits.diskMegabytes, path)),
    ...launch.mounts,
    ...launch.root.seals,
    ...["--chdir", "/"],
    ...(hasFilter ? ["--seccomp", String(filterDescriptor)] : []),
    "--",
    ...(group ? [] : perProcessLimits(limits)),
    ...[shellPath, "-c", runnerScript],
  ];
}

/** What can be had without control groups: the number of processes, and the memory of each. */
function perProcessLimits({ pids, memoryMegabytes }: Limits): string[] {
  return ["prlimit", `--nproc=${pids}`, `--data=${memoryMegabytes * mebibyte}`, "--core=0", "--"];
}

/** The file is gone by its name already; bubblewrap reads it from its beginning, which writing at a position leaves there. */
async function filterFile() {
  const program = seccompFilter();
  if (!program) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "assay-"));
  try {
    const file = await open(join(folder, "filter"), "wx+", 0o600);
    await file.write(program, 0, program.length, 0);
    return file;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
