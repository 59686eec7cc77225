import { randomUUID } from "node:crypto";
import type Docker from "dockerode";
import type { NetworkPolicy } from "#lib/core/environment/model";
import { AppError } from "#lib/errors";
import { buildImage } from "#lib/sandbox/docker-build";
import { startContainer } from "#lib/sandbox/docker-container";
import {
  connectEngine,
  engineMessage,
  imageReference,
  isNotFound,
  label,
  removeContainer,
} from "#lib/sandbox/docker-engine";
import { checkHash, imageHash, specHash } from "#lib/sandbox/hash";
import {
  phaseFolder,
  type RunRequest,
  type RunResult,
  type Sandbox,
  type SandboxCheck,
  type SandboxImage,
  sandboxUser,
} from "#lib/sandbox/port";
import { phasesOf, runPhases } from "#lib/sandbox/run-phases";
import { shellPath } from "#lib/sandbox/runner";

const mebibyte = 2 ** 20;
const { id, home } = sandboxUser;

/** The Docker Engine, here or elsewhere, or podman's socket: nothing of this machine's file system is mounted. */
export function dockerSandbox({ workerId }: { readonly workerId: string }): Sandbox {
  const engine = connectEngine();
  let facts: Promise<EngineFacts> | undefined;
  let runningRuns = 0;

  return {
    driver: "docker",
    check: () => checkEngine(engine),
    ensureImage: (spec, options = {}) => buildImage(engine, workerId, specHash(spec), spec, options),
    listImages: () => listImages(engine),
    async removeImage(hash) {
      await engine
        .getImage(imageReference(checkHash(hash)))
        .remove({ force: true })
        .catch(ignoreMissing);
    },
    async run(request) {
      runningRuns += 1;
      try {
        facts ??= learnFacts(engine).catch((error: unknown) => {
          facts = undefined;
          throw error;
        });
        return await runInContainer(engine, workerId, request, await facts);
      } finally {
        runningRuns -= 1;
      }
    },
    sweep: (isAlive) => sweep(engine, isAlive),
    async stats() {
      const images = await listImages(engine);
      return {
        runningRuns,
        images: images.length,
        imageBytes: images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      };
    },
  };
}

async function checkEngine(engine: Docker): Promise<SandboxCheck> {
  try {
    const { isPodman } = await learnFacts(engine);
    const { ServerVersion, SecurityOptions, CgroupVersion, MemoryLimit, PidsLimit, CpuCfsQuota } = await engine.info();
    const hasSeccomp = SecurityOptions.some((option: string) => option.includes("seccomp"));
    return {
      isUsable: true,
      driver: "docker",
      version: `${ServerVersion}, cgroup v${CgroupVersion}`,
      limits: {
        memory: MemoryLimit !== false,
        cpus: CpuCfsQuota !== false,
        pids: PidsLimit !== false,
        disk: true,
        network: true,
        output: true,
        time: true,
      },
      notes: [
        "While an image is built, the disk it takes is bounded by the engine's storage alone.",
        ...(isPodman ? ["Podman's filter of system calls lets tests make user namespaces."] : []),
        ...(hasSeccomp ? [] : ["The engine filters no system calls (seccomp is off)."]),
      ],
    };
  } catch (error) {
    return {
      isUsable: false,
      driver: "docker",
      reason: `No container engine answers: ${engineMessage(error)}`,
      remedy:
        "Install Docker (Debian: apt-get install docker.io) or set DOCKER_HOST to a Docker or podman socket this account may use.",
    };
  }
}

async function listImages(engine: Docker): Promise<SandboxImage[]> {
  const images = await engine.listImages({ filters: JSON.stringify({ label: [label.image] }) });
  return images.flatMap(({ Id, Size, RepoTags }) =>
    (RepoTags ?? []).flatMap((tag) => {
      const hash = /assay-environment:([0-9a-f]{64})$/.exec(tag)?.[1];
      return hash ? [{ hash, digest: Id, sizeBytes: Size }] : [];
    }),
  );
}

interface EngineFacts {
  readonly processors: number;
  readonly isPodman: boolean;
}

async function learnFacts(engine: Docker): Promise<EngineFacts> {
  const [{ NCPU }, { Components }] = await Promise.all([engine.info(), engine.version()]);
  return { processors: NCPU, isPodman: Components?.some(({ Name }) => Name === "Podman Engine") ?? false };
}

async function runInContainer(
  engine: Docker,
  workerId: string,
  request: RunRequest,
  { processors, isPodman }: EngineFacts,
): Promise<RunResult> {
  const { environment, phases } = request;
  const hash = imageHash(environment);
  const { workdir, writable, limits, env } = environment;
  const volumes = await imageVolumes(engine, hash);
  const memory = limits.memoryMegabytes * mebibyte;
  const inMemory = `rw,exec,nosuid,nodev,size=${limits.diskMegabytes}m`;
  // Two spellings of one wish: the folder belongs to the account.
  const own = isPodman ? `${inMemory},notmpcopyup,U` : `${inMemory},uid=${id},gid=${id},mode=0755`;
  const shared = `${inMemory},mode=1777`;
  const { container, talk } = await startContainer(engine, {
    name: `assay-run-${randomUUID()}`,
    Image: imageReference(hash),
    User: `${id}:${id}`,
    shell: shellPath,
    network: startNetwork(phases.map(({ network }) => network)),
    Hostname: "sandbox",
    Env: Object.entries({ LANG: "C.UTF-8", ...env, HOME: home }).map(([name, value]) => `${name}=${value}`),
    Labels: { ...request.labels, [label.worker]: workerId, [label.kind]: "run" },
    HostConfig: {
      ReadonlyRootfs: true,
      CapDrop: ["ALL"],
      Memory: memory,
      MemorySwap: memory,
      NanoCpus: Math.floor(Math.min(limits.cpus, processors) * 1e9),
      PidsLimit: limits.pids,
      ShmSize: 64 * mebibyte,
      Tmpfs: {
        "/tmp": shared,
        "/var/tmp": shared,
        ...Object.fromEntries([...volumes, phaseFolder, home, workdir, ...writable].map((folder) => [folder, own])),
      },
    },
  });
  try {
    return await runPhases(talk, {
      phases: phasesOf(request),
      folder: workdir,
      restored: writable,
      repository: request.repository,
      outputLimitBytes: limits.outputMegabytes * mebibyte,
      signal: request.signal,
      onOutput: request.onOutput,
    });
  } finally {
    await removeContainer(container);
  }
}

/** A container without a network can never get one, so one that needs it later starts with it. */
function startNetwork(policies: readonly NetworkPolicy[]): NetworkPolicy {
  return policies.includes("full") ? "full" : "none";
}

/** Folders that the image declares as volumes: the engine would put them on its disk, writable and without a bound. */
async function imageVolumes(engine: Docker, hash: string): Promise<string[]> {
  try {
    const { Config } = await engine.getImage(imageReference(hash)).inspect();
    return Object.keys(Config.Volumes ?? {});
  } catch (error) {
    if (isNotFound(error)) throw new AppError("not_found", `The image ${hash} is not there; ensureImage builds it`);
    throw error;
  }
}

async function sweep(engine: Docker, isAlive: (workerId: string) => boolean | Promise<boolean>): Promise<number> {
  const containers = await engine.listContainers({ all: true, filters: JSON.stringify({ label: [label.worker] }) });
  let removed = 0;
  for (const { Id, Labels } of containers) {
    if (await isAlive(Labels[label.worker] ?? "")) continue;
    await removeContainer(engine.getContainer(Id));
    removed += 1;
  }
  return removed;
}

function ignoreMissing(error: unknown): void {
  if (!isNotFound(error)) throw error;
}
