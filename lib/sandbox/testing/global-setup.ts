import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { env } from "#lib/env";
import { openDriver } from "#lib/sandbox/open-driver";
import type { DriverName } from "#lib/sandbox/port";

declare module "vitest" {
  interface ProvidedContext {
    /** The drivers that work here, with the test base in place. */
    drivers: DriverName[];
    /** The folder of the root file systems that bubblewrap runs on. */
    bases: string;
  }
}

export const testBase = "assay-base:bookworm";

/** Makes the base image (only root can) and finds the drivers that work; the others are skipped with a line that says why. */
export async function setup(project: TestProject): Promise<void> {
  const base = spawnSync("bash", ["scripts/base-image.sh", testBase], { stdio: ["ignore", "ignore", "inherit"] });
  const drivers: DriverName[] = [];
  for (const name of ["docker", "bubblewrap"] as const) {
    const check = await openDriver(name, "setup").check();
    const problem = check.isUsable ? (base.status === 0 ? undefined : "there is no base image") : check.reason;
    if (!problem) drivers.push(name);
    else process.stdout.write(`Skipped: the sandbox tests of ${name} (${problem})\n`);
  }
  if (env().ASSAY_REQUIRE_DOCKER === "1" && !drivers.includes("docker")) {
    throw new Error("ASSAY_REQUIRE_DOCKER is set, and the sandbox tests cannot use Docker");
  }
  project.provide("drivers", drivers);
  project.provide("bases", resolve(env().ASSAY_HOME, "sandbox", "bases"));
}
