import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** Environment variables that would point git somewhere else. */
const unwanted = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_EXTERNAL_DIFF",
  "GIT_PROXY_COMMAND",
];
const settings = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.attributesFile=/dev/null",
  // Nothing but what is asked for: `ext::` would run a command.
  "protocol.allow=never",
  "protocol.https.allow=always",
  "protocol.ssh.allow=always",
  "protocol.file.allow=always",
  "gc.auto=0",
  "maintenance.auto=false",
  "transfer.fsckObjects=false",
  "fetch.recurseSubmodules=false",
];

export interface GitOptions {
  /** A bare repository. */
  readonly repository: string;
  readonly signal?: AbortSignal | undefined;
}

/** Git had something to say against it: its last lines, for a message. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/** What git prints; throws a `GitError` where it fails. The arguments are an array and pass no shell. */
export async function git(args: readonly string[], options: GitOptions): Promise<string> {
  const child = spawnGit(args, options);
  const [output] = await Promise.all([text(child.stdout), endOf(child, args, options.signal)]);
  return output;
}

/** What git prints, as it comes; the last step throws a `GitError` where it fails. Whoever stops reading stops git. */
export async function* streamGit(args: readonly string[], options: GitOptions): AsyncGenerator<Buffer> {
  const child = spawnGit(args, options);
  const end = endOf(child, args, options.signal);
  end.catch(() => {});
  try {
    for await (const chunk of child.stdout) yield chunk;
    await end;
  } finally {
    child.kill("SIGKILL");
  }
}

/**
 * Runs without hooks, without the system's configuration, without any question at a terminal. The configuration of the
 * account stays, because it is where an operator keeps proxies and credentials.
 */
function spawnGit(args: readonly string[], { repository }: GitOptions): ChildProcessWithoutNullStreams {
  const variables = [
    ...unwanted.flatMap((name) => ["-u", name]),
    "GIT_CONFIG_NOSYSTEM=1",
    "GIT_TERMINAL_PROMPT=0",
    "GIT_ASKPASS=true",
    "SSH_ASKPASS=true",
    "GIT_SSH_COMMAND=ssh -o BatchMode=yes",
    "GIT_NO_LAZY_FETCH=1",
    "LC_ALL=C",
  ];
  const options = [...settings, `safe.directory=${repository}`].flatMap((setting) => ["-c", setting]);
  const child = spawn("env", [...variables, "git", ...options, "--git-dir", repository, ...args], { cwd: "/" });
  child.stdin.end();
  return child;
}

async function endOf(
  child: ChildProcessWithoutNullStreams,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const stop = () => child.kill("SIGKILL");
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const [said, code] = await Promise.all([
      text(child.stderr),
      new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve)),
    ]);
    signal?.throwIfAborted();
    if (code !== 0) throw new GitError(lastLines(said) || `git ${args[0]} ended with ${code}`);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function lastLines(said: string): string {
  return said.trim().split("\n").slice(-3).join(" ").slice(-500);
}
