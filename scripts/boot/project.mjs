// @ts-check
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = resolve(fileURLToPath(import.meta.url), "../../..");

/** @param {...string} parts */
export function inProject(...parts) {
  return join(projectRoot, ...parts);
}

/** Where the locks are that starts with different homes share, because they share this checkout. */
export function sharedFolder() {
  const folder = inProject(".assay");
  mkdirSync(folder, { recursive: true });
  return folder;
}
