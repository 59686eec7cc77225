import { randomUUID } from "node:crypto";
import {
  chmod,
  chown,
  copyFile,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { environmentSchema, type ImageSpec } from "#lib/core/environment/model";
import { withFileLock } from "#lib/file-lock";
import { launchBubblewrap, staged } from "#lib/sandbox/bubblewrap-launch";
import { type Base, findBase, layOutRoot } from "#lib/sandbox/bubblewrap-root";
import { LogTail } from "#lib/sandbox/log-tail";
import {
  type BuildOptions,
  type BuildResult,
  type Phase,
  phaseFolder,
  type SandboxImage,
  sandboxUser,
} from "#lib/sandbox/port";
import { runPhases } from "#lib/sandbox/run-phases";
import { archiveFolder, archiveScript, packagesScript, shellPath } from "#lib/sandbox/runner";

export interface Site {
  /** Absolute; holds `bases`, `images`, `drafts` and `locks`. */
  readonly folder: string;
  readonly workerId: string;
  readonly hierarchy: 1 | 2 | undefined;
}

const BUILD_SECONDS = 3600;
const resolverPath = "/etc/resolv.conf";
const recordFile = "image.json";
const recordSchema = z.object({ digest: z.string(), baseImage: z.string(), sizeBytes: z.number() });
const buildLimits = environmentSchema.shape.limits.parse({
  memoryMegabytes: 8192,
  diskMegabytes: 8192,
  pids: 4096,
  cpus: 64,
});

/** Files of /etc that every image has its own of. */
const ownSettings = ["passwd", "group", "hosts"];
const ownSettingPaths = ownSettings.map((name) => `/etc/${name}`);

/** The folders that a run may write, those that hold others first. */
export function writableFolders({ workdir, writable }: Pick<ImageSpec, "workdir" | "writable">): string[] {
  return [...new Set(["/tmp", "/var/tmp", phaseFolder, sandboxUser.home, workdir, ...writable])].sort();
}

/** Where its sandboxes need something to mount on. */
export function mountPoints(spec: Pick<ImageSpec, "workdir" | "writable">): string[] {
  return [...writableFolders(spec), ...ownSettingPaths];
}

/** What every sandbox of an image sees of it beside its base. */
export function imageMounts(site: Site, image: string): string[] {
  const seen = (name: string) => staged(site.folder, join(image, name));
  return [
    ...["--ro-bind", seen("sh"), shellPath],
    ...ownSettings.flatMap((name) => ["--ro-bind", seen(name), `/etc/${name}`]),
  ];
}

/**
 * Builds an image: what is special about one is what its set-up wrote into the writable folders, kept as archives. Nothing
 * else can be written, so neither Debian packages nor files elsewhere can be added to a base.
 */
export async function buildImage(
  site: Site,
  hash: string,
  spec: ImageSpec,
  options: BuildOptions,
): Promise<BuildResult> {
  const base = await findBase(site.folder, spec.baseImage);
  const existing = await findImageOn(site, hash, base);
  if (existing) return { ok: true, image: existing, isNew: false };
  return withFileLock(join(site.folder, "locks"), hash, options.signal, async () => {
    const built = await findImageOn(site, hash, base);
    if (built) return { ok: true, image: built, isNew: false };
    const known = await options.knownFailure?.();
    if (known !== undefined) return { ok: false, isNew: false, reason: known, log: "" };
    const name = `${encodeURIComponent(site.workerId)}.${randomUUID()}`;
    const draft = join("drafts", name);
    try {
      return await buildDraft(site, hash, spec, base, options, draft, name);
    } finally {
      await rm(join(site.folder, draft), { recursive: true, force: true });
    }
  });
}

/** The image, unless it was built on what is no longer its base. */
export async function findImageOn(site: Site, hash: string, base: Base): Promise<SandboxImage | undefined> {
  const image = await findImage(site, hash);
  return image?.digest === base.digest ? image : undefined;
}

async function findImage(site: Site, hash: string): Promise<SandboxImage | undefined> {
  const text = await readFile(join(site.folder, "images", hash, recordFile), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { digest, sizeBytes } = recordSchema.parse(JSON.parse(text));
  return { hash, digest, sizeBytes };
}

export async function listImages(site: Site): Promise<SandboxImage[]> {
  const hashes = await readdir(join(site.folder, "images")).catch(() => []);
  const images = await Promise.all(hashes.map((hash) => findImage(site, hash)));
  return images.filter((image) => image !== undefined);
}

async function buildDraft(
  site: Site,
  hash: string,
  spec: ImageSpec,
  base: Base,
  { signal, onOutput }: BuildOptions,
  draft: string,
  name: string,
): Promise<BuildResult> {
  const log = new LogTail(onOutput);
  if (base.kind === "host")
    log.write(`There is no base ${spec.baseImage} for bubblewrap: this host's own programs are used.\n`);
  const layers = await makeDraft(site, draft, base, spec);
  const path = (child: string) => staged(site.folder, join(draft, child));
  const { talk, remove } = await launchBubblewrap({
    name,
    hierarchy: site.hierarchy,
    limits: buildLimits,
    network: spec.setupNetwork,
    user: { id: 0, home: "/root" },
    env: spec.env,
    sandboxFolder: site.folder,
    root: await layOutRoot(base, [...mountPoints(spec), ...(spec.setupNetwork === "full" ? [resolverPath] : [])]),
    memoryFolders: ["/tmp", "/var/tmp", phaseFolder, "/root"],
    mounts: [
      ...imageMounts(site, draft),
      ...layers.flatMap(({ child, folder }) => ["--bind", path(child), folder]),
      ...["--bind", path("archives"), archiveFolder],
      ...(spec.setupNetwork === "full" ? await resolverMount() : []),
    ],
  });
  try {
    const built = await runPhases(talk, {
      phases: buildPhases(spec),
      folder: "/",
      restored: [],
      outputLimitBytes: buildLimits.outputMegabytes * 2 ** 20,
      signal,
      onOutput: (_phase, chunk) => log.write(chunk),
    });
    signal?.throwIfAborted();
    if (built.end !== "completed")
      return { ok: false, isNew: true, reason: `The image cannot be built: ${built.reason}`, log: log.text() };
  } finally {
    await remove();
  }
  for (const { child } of layers) await rm(join(site.folder, draft, child), { recursive: true, force: true });
  const image = { hash, digest: base.digest, sizeBytes: await sizeOf(join(site.folder, draft, "archives")) };
  const record: z.output<typeof recordSchema> = { ...image, baseImage: spec.baseImage };
  await writeFile(join(site.folder, draft, recordFile), JSON.stringify(record));
  await mkdir(join(site.folder, "images"), { recursive: true });
  await rm(join(site.folder, "images", hash), { recursive: true, force: true });
  await rename(join(site.folder, draft), join(site.folder, "images", hash));
  return { ok: true, image, isNew: true };
}

/** The shell that nobody may read, the account, and one folder for each that set-up may write. */
async function makeDraft(
  site: Site,
  draft: string,
  base: Base,
  spec: ImageSpec,
): Promise<{ child: string; folder: string }[]> {
  const at = (child: string) => join(site.folder, draft, child);
  await mkdir(at("archives"), { recursive: true });
  await chmod(at(""), 0o755);
  await copyFile(base.kind === "host" ? "/bin/sh" : await shellOf(base.folder), at("sh"));
  const isRoot = process.getuid?.() === 0;
  await chmod(at("sh"), isRoot ? 0o711 : 0o111);
  const { id, name, home } = sandboxUser;
  const root = "root:x:0:0:root:/root:/bin/sh\n";
  await writeFile(
    at("passwd"),
    `${root}${name}:x:${id}:${id}::${home}:/bin/sh\nnobody:x:65534:65534::/nonexistent:/bin/false\n`,
  );
  await writeFile(at("group"), `root:x:0:\n${name}:x:${id}:\nnogroup:x:65534:\n`);
  await writeFile(at("hosts"), "127.0.0.1 localhost sandbox\n::1 localhost\n");
  const folders = [...new Set([spec.workdir, ...spec.writable])].sort();
  const layers = folders.map((folder, index) => ({ child: `layer-${index}`, folder }));
  for (const { child } of layers) await mkdir(at(child));
  if (isRoot) for (const child of ["archives", ...layers.map((layer) => layer.child)]) await chown(at(child), id, id);
  return layers;
}

function buildPhases(spec: ImageSpec): Phase[] {
  const phase = (name: string, script: string): Phase => ({
    name,
    script,
    timeoutSeconds: BUILD_SECONDS,
    network: spec.setupNetwork,
    isRequired: true,
  });
  const remedy = "Bubblewrap cannot install packages: put them into the base (scripts/base-image.sh), or use Docker.";
  return [
    phase("packages", packagesScript(spec.packages, remedy)),
    ...spec.setup.map((command, index) => phase(`setup command ${index + 1}`, command)),
    phase("last steps", archiveScript(spec.writable)),
  ];
}

/** Where names are looked up; often a link out of /etc. */
async function resolverMount(): Promise<string[]> {
  const file = await realpath("/etc/resolv.conf").catch(() => undefined);
  return file ? ["--ro-bind", file, resolverPath] : [];
}

/** The base's own shell, its links followed inside the base. */
async function shellOf(folder: string): Promise<string> {
  for (const path of ["usr/bin/dash", "bin/dash", "usr/bin/busybox", "bin/busybox", "usr/bin/bash", "bin/bash"]) {
    const found = await stat(join(folder, path)).catch(() => undefined);
    if (found?.isFile()) return join(folder, path);
  }
  throw new Error(`The base ${folder} has no shell that is known here (dash, busybox, bash)`);
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
