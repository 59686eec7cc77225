// @ts-check
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One hash over the paths and contents of these files and folders; what is missing counts as empty.
 * @param {string} root @param {readonly string[]} entries
 */
export function hashSources(root, entries) {
  const hash = createHash("sha256");
  for (const path of entries.flatMap((entry) => filesBelow(root, entry))) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesBelow(root, path) {
  const found = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (found?.isFile()) return [path];
  if (!found?.isDirectory()) return [];
  const names = readdirSync(join(root, path)).sort();
  return names.flatMap((name) => filesBelow(root, `${path}/${name}`));
}
