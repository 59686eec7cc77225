import { createHash } from "node:crypto";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { staged } from "#lib/sandbox/bubblewrap-launch";

/** What a sandbox sees as its root folder before anything writable is put in: a folder with a root file system, or this host's programs. */
export interface Base {
  readonly kind: "folder" | "host";
  /** On this host. */
  readonly folder: string;
  /** The same folder, as bubblewrap reaches it. */
  readonly seenAs: string;
  readonly digest: string;
}

/** Of the host only programs and what they need to start: no home, no data, no secret. */
const hostFolders = ["bin", "lib", "lib32", "lib64", "libx32", "sbin", "usr"];
const hostSettings = [
  "alternatives",
  "ca-certificates",
  "ca-certificates.conf",
  "debian_version",
  "host.conf",
  "ld.so.cache",
  "ld.so.conf",
  "ld.so.conf.d",
  "localtime",
  "magic",
  "mime.types",
  "nsswitch.conf",
  "os-release",
  "perl",
  "protocols",
  "services",
  "ssl/certs",
  "ssl/openssl.cnf",
  "timezone",
];
const languageSettings = /^(?:java-\d+-openjdk|python3(?:\.\d+)?)$/;
const packageStatus = "var/lib/dpkg/status";
/** Made for each sandbox instead. */
const ownFolders = new Set(["proc", "sys", "dev", "tmp", "run", "home", "root", "boot", ".assay", "lost+found"]);

/** Where a base image's root file system is unpacked, below the folder of the bases. */
export function baseFolderName(reference: string): string {
  return reference.replace(/[^A-Za-z0-9.-]/g, "_");
}

export async function findBase(sandboxFolder: string, reference: string): Promise<Base> {
  const path = join("bases", baseFolderName(reference));
  const folder = join(sandboxFolder, path);
  if (await exists(join(folder, "bin", "sh"))) {
    const seenAs = staged(sandboxFolder, path);
    return { kind: "folder", folder, seenAs, digest: `base:${baseFolderName(reference)}@${await fingerprint(folder)}` };
  }
  return { kind: "host", folder: "/", seenAs: "/", digest: `host:${await hostName()}` };
}

export interface Root {
  /** Arguments that lay it out. */
  readonly mounts: readonly string[];
  /** Arguments that close it, after everything else has been put in. */
  readonly seals: readonly string[];
}

/**
 * A read-only root. Bubblewrap cannot make a folder inside a read-only one, so where a mount point is missing its nearest
 * parent is laid out anew, with everything that is in it.
 */
export async function layOutRoot(base: Base, mountPoints: readonly string[]): Promise<Root> {
  const shown = base.kind === "host" ? await hostPaths() : await topPaths(base.folder);
  const mounts: string[] = [];
  for (const path of shown) mounts.push(...(await showArguments(base, path)));
  const parents = await Promise.all(mountPoints.map((point) => nearestParent(base.folder, point, shown)));
  const rebuilt = [...new Set(parents)].filter((parent) => parent !== undefined).sort();
  for (const parent of rebuilt) {
    mounts.push("--tmpfs", parent);
    for (const name of await readdir(join(base.folder, parent))) {
      mounts.push(...(await showArguments(base, posix.join(parent, name))));
    }
  }
  return { mounts, seals: ["/", ...rebuilt].flatMap((parent) => ["--remount-ro", parent]) };
}

async function showArguments({ folder, seenAs }: Base, path: string): Promise<string[]> {
  const source = join(folder, path);
  const found = await lstat(source).catch(() => undefined);
  if (!found) return [];
  if (found.isSymbolicLink()) return ["--symlink", await readlink(source), path];
  return found.isDirectory() || found.isFile() ? ["--ro-bind", join(seenAs, path), path] : [];
}

async function topPaths(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !ownFolders.has(name)).map((name) => `/${name}`);
}

async function hostPaths(): Promise<string[]> {
  const languages = (await readdir("/etc")).filter((name) => languageSettings.test(name));
  const settings = [...hostSettings, ...languages].map((name) => `/etc/${name}`);
  const paths = [...hostFolders.map((name) => `/${name}`), ...settings, `/${packageStatus}`];
  const areThere = await Promise.all(paths.map(exists));
  return paths.filter((_, index) => areThere[index]);
}

/** The folder to lay out anew so that the mount point can be made in it; undefined where nothing stands in the way. */
async function nearestParent(folder: string, point: string, shown: readonly string[]): Promise<string | undefined> {
  const top = shown.find((path) => point === path || point.startsWith(`${path}/`));
  if (!top || (await exists(join(folder, point)))) return undefined;
  for (let parent = dirname(point); parent.startsWith(top); parent = dirname(parent)) {
    if (await isFolder(join(folder, parent))) return parent;
  }
  throw new Error(`${point} cannot be made writable: ${top} is no folder in the base`);
}

async function fingerprint(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["etc/os-release", packageStatus]) hash.update(await readFile(join(folder, file)).catch(() => ""));
  return hash.digest("hex").slice(0, 12);
}

async function hostName(): Promise<string> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const setting = (key: string) => new RegExp(`^${key}="?([A-Za-z0-9._-]+)`, "m").exec(text)?.[1];
  return `${setting("ID") ?? "unknown"}-${setting("VERSION_ID") ?? "unknown"}`;
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
