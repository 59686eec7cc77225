import { once } from "node:events";
import type { Duplex } from "node:stream";
import type Docker from "dockerode";
import type { NetworkPolicy } from "#lib/core/environment/model";
import { removeContainer } from "#lib/sandbox/docker-engine";
import type { Container, ContainerListener } from "#lib/sandbox/run-phases";
import { runnerScript } from "#lib/sandbox/runner";

/** The network that both Docker and podman give a container which may reach others. */
const bridge = "bridge";

/** Creates and starts a container whose process 1 is the runner, and gives the talk with it. */
export async function startContainer(
  engine: Docker,
  options: Docker.ContainerCreateOptions & { readonly shell: string; readonly network: NetworkPolicy },
): Promise<{ readonly container: Docker.Container; readonly talk: Container; readonly ended: Promise<void> }> {
  const { shell, network, HostConfig, ...settings } = options;
  const container = await engine.createContainer({
    ...settings,
    Entrypoint: [shell, "-c", runnerScript],
    Cmd: [],
    WorkingDir: "/",
    OpenStdin: true,
    // When the worker dies, the connection does, and the runner reads the end of its orders.
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    HostConfig: {
      ...HostConfig,
      NetworkMode: network === "full" ? bridge : "none",
      // The engine would keep a second copy of all output, without a bound.
      LogConfig: { Type: "none", Config: {} },
      SecurityOpt: ["no-new-privileges"],
      IpcMode: "private",
    },
  });
  try {
    const stream = asDuplex(
      await container.attach({ stream: true, hijack: true, stdin: true, stdout: true, stderr: true }),
    );
    const ended = new Promise<void>((resolve) => {
      stream
        .once("close", resolve)
        .once("end", resolve)
        .on("error", () => resolve());
    });
    const talk = talkWith(engine, container, stream, network, ended);
    await container.start();
    return { container, talk, ended };
  } catch (error) {
    await removeContainer(container);
    throw error;
  }
}

function talkWith(
  engine: Docker,
  container: Docker.Container,
  stream: Duplex,
  network: NetworkPolicy,
  ended: Promise<void>,
): Container {
  let policy = network;
  let removal: Promise<void> | undefined;
  return {
    async write(bytes) {
      if (!stream.write(bytes)) await Promise.race([once(stream, "drain"), ended]);
    },
    listen(listener) {
      splitFrames(stream, listener);
      ended.then(listener.onEnd);
    },
    async setNetwork(wanted) {
      if (wanted === policy) return;
      const action = { Container: container.id };
      await (wanted === "none"
        ? engine.getNetwork(bridge).disconnect({ ...action, Force: true })
        : engine.getNetwork(bridge).connect(action));
      policy = wanted;
    },
    kill() {
      removal ??= removeContainer(container);
      return removal;
    },
    async wasOutOfMemory() {
      return (await container.inspect().catch(() => undefined))?.State.OOMKilled ?? false;
    },
  };
}

/** Takes the engine's frames apart: 8 bytes that say which stream and how many bytes, and these. */
function splitFrames(stream: Duplex, listener: ContainerListener): void {
  let pending: Buffer = Buffer.alloc(0);
  let remaining = 0;
  let isReport = false;
  stream.on("data", (chunk: Buffer) => {
    pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
    for (;;) {
      if (remaining === 0) {
        if (pending.length < 8) return;
        isReport = pending[0] === 2;
        remaining = pending.readUInt32BE(4);
        pending = pending.subarray(8);
      }
      if (pending.length === 0) return;
      const part = pending.subarray(0, remaining);
      pending = pending.subarray(part.length);
      remaining -= part.length;
      if (isReport) listener.onReport(part);
      else listener.onOutput(part);
    }
  });
}

/** The client hands the connection itself over, but types it as the narrower `ReadWriteStream`. */
function asDuplex(stream: NodeJS.ReadWriteStream): Duplex {
  return stream as Duplex;
}
