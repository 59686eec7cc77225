import { createHash } from "node:crypto";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { excerpt } from "#lib/core/parsed";
import { AppError } from "#lib/errors";
import { withFileLock } from "#lib/file-lock";
import { GitError, git, streamGit } from "#lib/sources/git";

export interface MirrorOptions {
  /** ASSAY_HOME; the mirrors are bare repositories in its folder `mirrors`. */
  readonly home: string;
  readonly signal?: AbortSignal | undefined;
}

/** A commit that is on this machine. */
export interface MirroredCommit {
  readonly mirror: string;
  readonly commit: string;
}

/**
 * Sees to it that a commit is on this machine. The repository is an https or ssh URL, or an absolute path on this
 * machine; it is asked only for commits that its mirror does not have. Throws `invalid`, `unavailable` or `not_found`.
 */
export async function ensureCommit(
  repository: string,
  commit: string,
  { home, signal }: MirrorOptions,
): Promise<MirroredCommit> {
  const source = readSource(repository);
  if (!/^[0-9a-f]{7,64}$/.test(commit)) {
    throw new AppError(
      "invalid",
      `${excerpt(commit)} is no commit of ${source}: 7 to 64 hexadecimal digits are expected`,
    );
  }
  const mirrors = resolve(home, "mirrors");
  const name = mirrorName(source);
  const mirror = join(mirrors, `${name}.git`);
  const isThere = async () => hasCommit(mirror, commit);
  if (!(await isThere())) {
    await withFileLock(join(mirrors, "locks"), name, signal, async () => {
      if (!(await isThere())) await fetchCommit(source, mirror, commit, signal);
    });
  }
  return { mirror, commit };
}

/** The files of a commit as a tar archive: no `.git`, no history, and every file, also those that `export-ignore` would keep out. */
export function archiveCommit({ mirror, commit }: MirroredCommit, signal?: AbortSignal): Readable {
  return Readable.from(streamGit(["archive", "--format=tar", commit, "--"], { repository: mirror, signal }), {
    objectMode: false,
  });
}

/** The URL or path that git is given. Other schemes and options in disguise are refused. */
function readSource(repository: string): string {
  if (isAbsolute(repository)) return resolve(repository);
  if (/^(?:https|ssh|file):\/\/[^-]/u.test(repository) && URL.canParse(repository)) {
    const url = new URL(repository);
    if (url.password)
      throw new AppError("invalid", "A repository's URL must not hold a password: git's credential helper keeps it");
    if (url.protocol === "file:" && url.host === "") return fileURLToPath(url);
    if (url.protocol !== "file:" && url.hostname !== "") return url.href;
  }
  const expected = "an https:// or ssh:// URL or an absolute path is expected";
  throw new AppError("invalid", `${excerpt(repository)} is no repository: ${expected}`);
}

/** Readable, and different for different sources. */
function mirrorName(source: string): string {
  const readable = source.replace(/^[a-z]+:\/\//u, "").replace(/[^A-Za-z0-9.-]+/gu, "_");
  return `${readable.slice(-60).replace(/^[._]+/u, "")}-${createHash("sha256").update(source).digest("hex").slice(0, 16)}`;
}

async function hasCommit(mirror: string, commit: string): Promise<boolean> {
  if (!(await stat(join(mirror, "HEAD")).catch(() => undefined))) return false;
  return git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{commit}`], {
    repository: mirror,
  }).then(
    () => true,
    () => false,
  );
}

/** Fetches all branches and tags, and then the commit by its own name, which forges allow for those of pull requests. */
async function fetchCommit(
  source: string,
  mirror: string,
  commit: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { repository: mirror, signal };
  await mkdir(mirror, { recursive: true });
  await git(["init", "--quiet", "--bare", "--template="], options);
  await mkdir(join(mirror, "info"), { recursive: true });
  await writeFile(join(mirror, "info", "attributes"), "* -export-ignore -export-subst\n");
  const fetch = ["fetch", "--quiet", "--no-write-fetch-head", "--no-auto-maintenance", "--end-of-options", source];
  try {
    await git([...fetch, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"], options);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new AppError("unavailable", `The repository ${source} cannot be fetched: ${error.message}`);
  }
  if (await hasCommit(mirror, commit)) return;
  try {
    await git([...fetch, `${commit}:refs/assay/${commit}`], options);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new AppError("not_found", `The repository ${source} has no commit ${commit}`);
  }
}
