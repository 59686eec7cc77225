import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { quoteForShell } from "#lib/core/environment/directives";
import type { ImageSpec } from "#lib/core/environment/model";
import { startContainer } from "#lib/sandbox/docker-container";
import {
  engineMessage,
  imageReference,
  isNameTaken,
  isNotFound,
  label,
  removeContainer,
} from "#lib/sandbox/docker-engine";
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
import { archiveFolder, archiveScript, assayFolder, packagesScript, shellPath } from "#lib/sandbox/runner";

const BUILD_SECONDS = 3600;
const POLL_MS = 250;
/** A container that a builder made and did not start within this time is one that nobody builds in. */
const START_SECONDS = 60;
const buildLimits = { Memory: 8 * 2 ** 30, MemorySwap: 8 * 2 ** 30, PidsLimit: 4096 };
/** What Debian's package tools need of root. */
const rootCapabilities = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SETGID", "SETUID"];

/**
 * Builds the image by running the set-up in a container and committing it. The container's name is the lock: of all
 * processes that use this engine only one can create it, the others wait for its image.
 */
export async function buildImage(
  engine: Docker,
  workerId: string,
  hash: string,
  spec: ImageSpec,
  options: BuildOptions,
): Promise<BuildResult> {
  const { signal, knownFailure } = options;
  const log = new LogTail(options.onOutput);
  for (;;) {
    signal?.throwIfAborted();
    const image = await findImage(engine, hash);
    if (image) return { ok: true, image, isNew: false };
    const known = await knownFailure?.();
    if (known !== undefined) return { ok: false, isNew: false, reason: known, log: "" };
    const missing = await ensureBase(engine, spec.baseImage, log, signal);
    if (missing) return { ok: false, isNew: true, reason: missing, log: log.text() };
    try {
      return await buildInContainer(engine, workerId, hash, spec, log, signal);
    } catch (error) {
      if (!isNameTaken(error)) throw error;
    }
    await waitForBuilder(engine, hash, signal);
  }
}

export async function findImage(engine: Docker, hash: string): Promise<SandboxImage | undefined> {
  try {
    const { Id, Size } = await engine.getImage(imageReference(hash)).inspect();
    return { hash, digest: Id, sizeBytes: Size };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Fetches the base image unless the engine has it; gives the reason when there is none to be had. */
async function ensureBase(
  engine: Docker,
  reference: string,
  log: LogTail,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    await engine.getImage(reference).inspect();
    return undefined;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  log.write(`Fetching ${reference}\n`);
  try {
    const progress = await engine.pull(reference, signal ? { abortSignal: signal } : {});
    await new Promise<void>((resolve, reject) => {
      engine.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()));
    });
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    return `The base image ${reference} is not on this machine and cannot be fetched: ${engineMessage(error)}`;
  }
}

async function buildInContainer(
  engine: Docker,
  workerId: string,
  hash: string,
  spec: ImageSpec,
  log: LogTail,
  signal: AbortSignal | undefined,
): Promise<BuildResult> {
  const { container, talk, ended } = await startContainer(engine, {
    name: builderName(hash),
    Image: spec.baseImage,
    User: "0:0",
    shell: "/bin/sh",
    network: spec.setupNetwork,
    Env: Object.entries({ HOME: "/root", LANG: "C.UTF-8", ...spec.env }).map(([name, value]) => `${name}=${value}`),
    Labels: { [label.worker]: workerId, [label.kind]: "build", [label.image]: hash, [label.base]: spec.baseImage },
    HostConfig: { ...buildLimits, CapDrop: ["ALL"], CapAdd: rootCapabilities },
  });
  try {
    // Another builder may have been done between our look and this container.
    const other = await findImage(engine, hash);
    if (other) return { ok: true, image: other, isNew: false };
    const built = await runPhases(talk, {
      phases: buildPhases(spec),
      folder: "/",
      restored: [],
      outputLimitBytes: 64 * 2 ** 20,
      signal,
      onOutput: (_phase, chunk) => log.write(chunk),
    });
    signal?.throwIfAborted();
    if (built.end !== "completed") {
      return { ok: false, isNew: true, reason: `The image cannot be built: ${built.reason}`, log: log.text() };
    }
    await talk.write("exit\n");
    await ended;
    const [repo, tag] = imageReference(hash).split(":");
    await container.commit({ repo, tag });
    const image = await findImage(engine, hash);
    if (!image) throw new Error("The engine has committed an image and does not know it");
    return { ok: true, image, isNew: true };
  } finally {
    await removeContainer(container);
  }
}

function buildPhases(spec: ImageSpec): Phase[] {
  const isOffline = spec.setupNetwork === "none";
  const phase = (name: string, script: string): Phase => ({
    name,
    script,
    timeoutSeconds: BUILD_SECONDS,
    network: spec.setupNetwork,
    isRequired: true,
  });
  return [
    phase(
      "first steps",
      `mkdir -p ${[archiveFolder, phaseFolder, sandboxUser.home, spec.workdir, ...spec.writable].map(quoteForShell).join(" ")}`,
    ),
    phase(
      "packages",
      packagesScript(spec.packages, isOffline ? "The network is off while this image is built." : undefined),
    ),
    ...spec.setup.map((command, index) => phase(`setup command ${index + 1}`, command)),
    phase("last steps", `${finishScript}${archiveScript(spec.writable)}`),
  ];
}

const { id, name, home } = sandboxUser;
/** Our shell and the account. */
const finishScript = `
cp -L "$(command -v sh)" ${shellPath} && chmod 711 ${shellPath} && chmod 755 ${assayFolder} ${archiveFolder} || exit 1
grep -q '^[^:]*:[^:]*:${id}:' /etc/passwd || echo '${name}:x:${id}:${id}::${home}:/bin/sh' >>/etc/passwd
grep -q '^[^:]*:[^:]*:${id}:' /etc/group || echo '${name}:x:${id}:' >>/etc/group
`;

/** Until the builder is done; one that was left by a dead worker is taken away. */
async function waitForBuilder(engine: Docker, hash: string, signal: AbortSignal | undefined): Promise<void> {
  const builder = engine.getContainer(builderName(hash));
  for (let failures = 0; ; ) {
    try {
      const { Created, State } = await builder.inspect();
      const ageSeconds = (Date.now() - Date.parse(Created)) / 1000;
      if (!State.Running && ageSeconds > START_SECONDS) return await removeContainer(builder);
    } catch (error) {
      if (isNotFound(error)) return;
      // While a container goes away, podman knows half of it.
      failures += 1;
      if (failures > 20) throw error;
    }
    await sleep(POLL_MS, undefined, signal ? { signal } : {});
  }
}

function builderName(hash: string): string {
  return `assay-build-${hash.slice(0, 32)}`;
}
