// @ts-check
import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { PlainError } from "./plain-error.mjs";
import { inProject } from "./project.mjs";

const NEEDED_MAJOR = 24;

/** The Node the application runs on: the installed package's, else the one we run on (a container image has no other). */
export function applicationNode() {
  const installed = inProject("node_modules", ".bin", "node");
  const { stdout } = spawnSync(installed, ["--version"], { encoding: "utf8" });
  if (majorOf(stdout ?? "") >= NEEDED_MAJOR) return installed;
  if (majorOf(process.version) >= NEEDED_MAJOR) return process.execPath;
  throw new PlainError(
    `There is no packaged Node.js ${NEEDED_MAJOR} for ${process.platform}-${process.arch}: install Node.js ${NEEDED_MAJOR} and start again.`,
  );
}

/** Arguments of Node for the command line and the worker: a small young generation saves an import 100 MB and costs it no time. */
export const LEAN = ["--max-semi-space-size=8"];

/** PATH as the user has it, without what npm put in front: node_modules/.bin/node is no good while it is being replaced. */
export function pathWithoutPackages() {
  const entries = (process.env.PATH ?? "").split(delimiter);
  return entries.filter((entry) => !/[\\/](node_modules[\\/]\.bin|node-gyp-bin)[\\/]?$/.test(entry)).join(delimiter);
}

/** @param {string} version */
function majorOf(version) {
  return Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
}
