import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { listLibraries } from "./corpus.mjs";
import { git } from "./git.mjs";

const BUILD_VERSION = 1;

/**
 * Makes one git repository per library below the folder. Commit ids depend on nothing but the corpus. A repository that
 * is up to date stays as it is, an older one is made again, and a folder that is something else is never touched.
 *
 * Returns `{ name, folder, head, fixes }` for each, where `fixes` has the `base` and `commit` ids of every fix by slug.
 */
export function buildRepositories(targetFolder) {
  mkdirSync(targetFolder, { recursive: true });
  return listLibraries().map((library) => {
    const folder = resolve(targetFolder, library.name);
    const source = digest(library.folder);
    const stamp = readStamp(folder);
    if (stamp?.source === source && git(folder, ["rev-parse", "refs/heads/main"]) === stamp.head) {
      return { name: library.name, folder, head: stamp.head, fixes: stamp.fixes };
    }
    if (existsSync(folder) && !stamp) throw new Error(`${folder} exists and is not a repository of the demo corpus`);
    return build(library, folder, source);
  });
}

function build(library, folder, source) {
  const unfinished = `${folder}.${process.pid}.tmp`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(library.seed, unfinished, { recursive: true, filter: (path) => !isLeftover(path) });
  git(unfinished, ["init", "--quiet", "--template=", "--object-format=sha1"]);
  commit(unfinished, `${library.description}\n`, library.author, library.author, library.startedAt);

  const fixes = {};
  for (const fix of library.fixes) {
    if (fix.before) {
      git(unfinished, ["apply", fix.before.patch]);
      commit(unfinished, `${fix.before.title}\n`, fix.before.author, library.author, fix.before.createdAt);
    }
    const base = git(unfinished, ["rev-parse", "HEAD"]);
    git(unfinished, ["apply", fix.testPatch, fix.goldPatch]);
    const message = `${fix.title} (#${fix.pull})\n\nFixes #${fix.issue}\n`;
    fixes[fix.slug] = { base, commit: commit(unfinished, message, fix.author, library.author, fix.createdAt) };
  }

  const head = git(unfinished, ["rev-parse", "HEAD"]);
  writeFileSync(stampPath(unfinished), `${JSON.stringify({ source, head, fixes }, null, 2)}\n`);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return { name: library.name, folder, head, fixes };
}

function commit(folder, message, author, committer, at) {
  git(folder, ["add", "--all"]);
  const env = { ...identity("AUTHOR", author, at), ...identity("COMMITTER", committer, at) };
  git(folder, ["commit", "--quiet", "--cleanup=verbatim", "--file=-"], { env, input: message });
  return git(folder, ["rev-parse", "HEAD"]);
}

function identity(role, person, at) {
  const [, name, email] = /^(.+) <(.+)>$/.exec(person) ?? [];
  if (!name) throw new Error(`not a "Name <address>": ${person}`);
  return { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: at };
}

function digest(folder) {
  const hash = createHash("sha256").update(`${BUILD_VERSION}\n`);
  for (const path of listFiles(folder)) {
    const content = readFileSync(path);
    hash.update(`${relative(folder, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !isLeftover(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(path) : [path];
    });
}

/** What running the tests of a seed in place leaves behind. */
function isLeftover(path) {
  return ["__pycache__", "generated", "node_modules"].includes(basename(path));
}

function stampPath(folder) {
  return join(folder, ".git", "assay-demo.json");
}

function readStamp(folder) {
  return existsSync(stampPath(folder)) ? JSON.parse(readFileSync(stampPath(folder), "utf8")) : undefined;
}

function isMain() {
  const script = process.argv[1];
  return script !== undefined && existsSync(script) && realpathSync(script) === fileURLToPath(import.meta.url);
}

if (isMain()) {
  const [targetFolder] = process.argv.slice(2);
  if (!targetFolder) {
    console.error("usage: node demo/build.mjs <folder>");
    process.exit(2);
  }
  for (const { name, folder, head } of buildRepositories(targetFolder)) console.log(`${head}  ${name}  ${folder}`);
}
