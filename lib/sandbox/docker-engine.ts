import { setTimeout as sleep } from "node:timers/promises";
import Docker from "dockerode";

/** Labels on containers and images; a container's own override those of its image. */
export const label = {
  worker: "assay.worker",
  kind: "assay.kind",
  image: "assay.image",
  base: "assay.base",
} as const;

/** The engine that DOCKER_HOST names, or the one on this machine. */
export function connectEngine(): Docker {
  return new Docker();
}

export function imageReference(hash: string): string {
  return `assay-environment:${hash}`;
}

export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** Docker answers with 409 and podman with 500 when a container of that name is there. */
export function isNameTaken(error: unknown): boolean {
  return /name "[^"]*" is already in use/i.test(engineMessage(error));
}

/** What the engine said, without the client's words around it. */
export function engineMessage(error: unknown): string {
  if (error instanceof Error && "json" in error) {
    const { json } = error;
    if (typeof json === "object" && json !== null && "message" in json) return String(json.message);
  }
  return error instanceof Error ? error.message : String(error);
}

const removeTries = 20;

/** Ends whatever runs in it and takes it away with its volumes; no error when it has gone. */
export async function removeContainer(container: Docker.Container): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await container.remove({ force: true, v: true });
    } catch (error) {
      if (isNotFound(error)) return;
      // Somebody else is removing it, or it is just ending by itself, which podman answers with an error.
      if (tries === removeTries) throw error;
      await sleep(100);
    }
  }
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
}
