import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const librariesFolder = fileURLToPath(new URL("libraries/", import.meta.url));

/** The libraries with their fixes, oldest fix first. Patches stay on disk: `before`, `test` and `gold` are paths. */
export function listLibraries() {
  return listNames(librariesFolder).map((name) => {
    const folder = join(librariesFolder, name);
    const fixes = listNames(join(folder, "fixes")).map((slug) => readFix(join(folder, "fixes", slug), slug));
    return { ...readJson(join(folder, "library.json")), folder, seed: join(folder, "seed"), fixes };
  });
}

function readFix(folder, slug) {
  const before = join(folder, "before.patch");
  const hints = join(folder, "hints.md");
  const fix = {
    ...readJson(join(folder, "fix.json")),
    slug,
    issueText: readText(join(folder, "issue.md")),
    hintsText: existsSync(hints) ? readText(hints) : "",
    testPatch: join(folder, "test.patch"),
    goldPatch: join(folder, "gold.patch"),
  };
  if (existsSync(before) !== Boolean(fix.before)) throw new Error(`${slug}: before.patch and "before" go together`);
  return fix.before ? { ...fix, before: { ...fix.before, patch: before } } : fix;
}

function listNames(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function readText(path) {
  return readFileSync(path, "utf8").trimEnd();
}
