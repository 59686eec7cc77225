import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { environmentSchema, imageSpecOf } from "#lib/core/environment/model";
import { AppError } from "#lib/errors";
import {
  buildImage,
  findImageOn,
  imageMounts,
  listImages,
  mountPoints,
  type Site,
  writableFolders,
} from "#lib/sandbox/bubblewrap-image";
import { launchBubblewrap, staged } from "#lib/sandbox/bubblewrap-launch";
import { findBase, layOutRoot } from "#lib/sandbox/bubblewrap-root";
import { findHierarchy, listGroups, removeGroup } from "#lib/sandbox/cgroup";
import { checkHash, imageHash, specHash } from "#lib/sandbox/hash";
import { type RunRequest, type RunResult, type Sandbox, type SandboxCheck, sandboxUser } from "#lib/sandbox/port";
import { phasesOf, runPhases } from "#lib/sandbox/run-phases";
import { archiveFolder } from "#lib/sandbox/runner";

const run = promisify(execFile);

/** Bubblewrap, for machines without a container engine. `home` is ASSAY_HOME; its folder `sandbox` holds bases and images. */
export function bubblewrapSandbox({ workerId, home }: { readonly workerId: string; readonly home: string }): Sandbox {
  const folder = resolve(home, "sandbox");
  let found: Promise<Site> | undefined;
  let runningRuns = 0;
  const site = () => {
    found ??= findHierarchy().then((hierarchy) => ({ folder, workerId, hierarchy }));
    return found;
  };

  return {
    driver: "bubblewrap",
    check: async () => checkBubblewrap(await site()),
    ensureImage: async (spec, options = {}) => buildImage(await site(), specHash(spec), spec, options),
    listImages: async () => listImages(await site()),
    async removeImage(hash) {
      await rm(join(folder, "images", checkHash(hash)), { recursive: true, force: true });
    },
    async run(request) {
      runningRuns += 1;
      try {
        return await runInBubblewrap(await site(), request);
      } finally {
        runningRuns -= 1;
      }
    },
    sweep: async (isAlive) => sweep(await site(), isAlive),
    async stats() {
      const images = await listImages(await site());
      return {
        runningRuns,
        images: images.length,
        imageBytes: images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      };
    },
  };
}

async function runInBubblewrap(site: Site, request: RunRequest): Promise<RunResult> {
  const { environment, phases } = request;
  if (phases.some((phase) => phase.network !== "none")) {
    throw new AppError(
      "unavailable",
      "Bubblewrap gives runs no network. Set network.install and network.test of the environment to none, or use Docker.",
    );
  }
  const hash = imageHash(environment);
  const { workdir, writable, limits, env } = environment;
  const base = await findBase(site.folder, environment.baseImage);
  if (!(await findImageOn(site, hash, base))) {
    throw new AppError("not_found", `The image ${hash} is not there; ensureImage builds it`);
  }
  const image = join("images", hash);
  const { talk, remove } = await launchBubblewrap({
    name: `${encodeURIComponent(site.workerId)}.${randomUUID()}`,
    hierarchy: site.hierarchy,
    limits,
    network: "none",
    user: sandboxUser,
    env,
    sandboxFolder: site.folder,
    root: await layOutRoot(base, mountPoints(environment)),
    memoryFolders: writableFolders(environment),
    mounts: [...imageMounts(site, image), "--ro-bind", staged(site.folder, join(image, "archives")), archiveFolder],
  });
  try {
    return await runPhases(talk, {
      phases: phasesOf(request),
      folder: workdir,
      restored: writable,
      repository: request.repository,
      outputLimitBytes: limits.outputMegabytes * 2 ** 20,
      signal: request.signal,
      onOutput: request.onOutput,
    });
  } finally {
    await remove();
  }
}

/** Runs `true` in a sandbox of this host's programs; what stands in the way is what it says. */
async function checkBubblewrap(site: Site): Promise<SandboxCheck> {
  const driver = "bubblewrap";
  if (process.platform !== "linux") {
    return { isUsable: false, driver, reason: "Bubblewrap needs Linux", remedy: "Install Docker." };
  }
  const version = await run("bwrap", ["--version"]).then(
    ({ stdout }) => stdout.trim().split(" ").at(-1) ?? "",
    () => undefined,
  );
  if (version === undefined || isOlder(version, 0, 8)) {
    const reason =
      version === undefined ? "Bubblewrap is not installed" : `Bubblewrap ${version} is too old (0.8 is needed)`;
    return {
      isUsable: false,
      driver,
      reason,
      remedy: "Install it (Debian 12 or newer: apt-get install bubblewrap) or Docker.",
    };
  }
  try {
    await tryOut(site);
  } catch (error) {
    return {
      isUsable: false,
      driver,
      reason: `Bubblewrap cannot make a sandbox here: ${error instanceof Error ? error.message : error}`,
      remedy:
        "Inside a container it needs user namespaces, which Docker's default profile denies: use Docker itself. " +
        "Elsewhere, allow unprivileged user namespaces (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns).",
    };
  }
  const hasGroups = site.hierarchy !== undefined;
  return {
    isUsable: true,
    driver,
    version: `${version}, ${hasGroups ? `cgroup v${site.hierarchy}` : "no control groups"}`,
    limits: { memory: hasGroups, cpus: hasGroups, pids: true, disk: true, network: true, output: true, time: true },
    notes: [
      "Debian packages cannot be installed; set-up writes only into the writable folders. Put the rest into the base.",
      "Runs have no network. Set-up with network.setup = full uses this host's own, with whatever listens on it.",
      "While an image is built, the disk it takes is not bounded.",
      ...(hasGroups
        ? []
        : ["Memory is bounded for each process, not for all together, and processor time is not bounded."]),
    ],
  };
}

async function tryOut(site: Site): Promise<void> {
  const environment = environmentSchema.parse({
    baseImage: "host",
    test: { command: "true" },
    parser: "none",
    network: { setup: "none" },
  });
  const hash = imageHash(environment);
  const built = await buildImage(site, hash, imageSpecOf(environment), {});
  if (!built.ok) throw new Error(`${built.reason} ${built.log}`.trim());
  const phases = [{ name: "true", script: "true", timeoutSeconds: 30, network: "none" as const }];
  const { end, reason } = await runInBubblewrap(site, { environment, phases });
  if (end !== "completed") throw new Error(reason ?? end);
}

/** Groups and drafts carry their worker's name. */
async function sweep(site: Site, isAlive: (workerId: string) => boolean | Promise<boolean>): Promise<number> {
  const { hierarchy, folder } = site;
  const drafts = join(folder, "drafts");
  await mkdir(drafts, { recursive: true });
  let removed = 0;
  for (const name of hierarchy ? await listGroups(hierarchy) : []) {
    if (!hierarchy || (await isAlive(workerOf(name)))) continue;
    await removeGroup(hierarchy, name);
    removed += 1;
  }
  for (const name of await readdir(drafts)) {
    if (await isAlive(workerOf(name))) continue;
    await rm(join(drafts, name), { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

function workerOf(name: string): string {
  return decodeURIComponent(name.slice(0, name.lastIndexOf(".")));
}

function isOlder(version: string, major: number, minor: number): boolean {
  const [ours = 0, ourMinor = 0] = version.split(".").map(Number);
  return ours < major || (ours === major && ourMinor < minor);
}
