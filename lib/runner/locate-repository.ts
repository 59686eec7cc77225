import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { env } from "#lib/env";

const run = promisify(execFile);
const builds = new Map<string, Promise<void>>();

/** Where git finds a repository: the source itself, or for `demo:<library>` the folder in which this machine builds it. */
export async function locateRepository(source: string): Promise<string> {
  const [, library] = /^demo:([a-z]+)$/.exec(source) ?? [];
  if (!library) return source;
  const folder = join(env().ASSAY_HOME, "demo");
  await buildDemoOnce(folder);
  return join(folder, library);
}

/** The repositories come out the same on every machine; what is up to date stays. */
function buildDemoOnce(folder: string): Promise<void> {
  const building = builds.get(folder) ?? build(folder);
  builds.set(folder, building);
  return building;
}

async function build(folder: string): Promise<void> {
  try {
    await run(process.execPath, [join(process.cwd(), "demo", "build.mjs"), folder]);
  } catch (error) {
    builds.delete(folder);
    throw error;
  }
}
