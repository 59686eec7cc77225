// @ts-check
import { createHash } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { freeMebibytes, requireFreeSpace } from "../boot/home.mjs";
import { PlainError } from "../boot/plain-error.mjs";
import { runLogged } from "../boot/run.mjs";
import { canWrite } from "./account.mjs";
import { SYSTEM_FOLDER } from "./binaries.mjs";

/** @typedef {import("./account.mjs").Account} Account */

const MAJOR = "18";
const COMFORTABLE_MEBIBYTES = 500;
const LEAST_MEBIBYTES = 50;

/**
 * `home/postgres`, the one folder that belongs to PostgreSQL's account: `data/`, and `log/` (linked from `home/logs/postgres`). When the
 * account cannot reach the home (it is below a folder closed to others), `home/postgres` is a link to a folder in SYSTEM_FOLDER, named
 * by the home's hash. Returns the folder's real path, which the account can use.
 * @param {string} home @param {Account} account
 */
export function clusterFolder(home, account) {
  const folder = join(home, "postgres");
  if (!isThere(folder)) {
    makeOwned(folder, account);
    if (!canWrite(account, folder)) {
      rmSync(folder, { recursive: true });
      const away = join(SYSTEM_FOLDER, `home-${createHash("sha256").update(home).digest("hex").slice(0, 16)}`);
      mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
      makeOwned(away, account);
      symlinkSync(away, folder);
    }
  }
  if (!existsSync(folder)) {
    throw new PlainError(
      `${folder} leads to ${readlinkSync(folder)}, which is gone. Bring it back, or remove the link to begin anew.`,
    );
  }
  const real = realpathSync(folder);
  if (!canWrite(account, real)) {
    throw new PlainError(
      `The database in ${folder} belongs to another account: start Assay as the one that made it, or as root.`,
    );
  }
  makeOwned(join(real, "log"), account);
  const logs = join(home, "logs", "postgres");
  if (!isThere(logs)) symlinkSync("../postgres/log", logs);
  return real;
}

/** Throws when the disk has no room for the home's database; says so when it is getting tight. @param {string} home */
export function requireDatabaseSpace(home) {
  const folder = [join(home, "postgres"), home].find((path) => existsSync(path)) ?? home;
  if (!isThere(join(folder, "data"))) {
    requireFreeSpace(folder, COMFORTABLE_MEBIBYTES, "a new database");
    return;
  }
  requireFreeSpace(folder, LEAST_MEBIBYTES, "the database");
  const free = freeMebibytes(folder);
  if (free < COMFORTABLE_MEBIBYTES) process.stderr.write(`assay: Only ${free} MB are free in ${folder}.\n`);
}

/**
 * Makes the database cluster with the empty database `assay` unless it is there. It is built beside and renamed at the end: an interrupted
 * attempt leaves nothing that looks finished.
 * @param {{ home: string, folder: string, native: string, account: Account, password: string, signal?: AbortSignal | undefined }} options
 */
export async function ensureCluster({ home, folder, native, account, password, signal }) {
  const data = join(folder, "data");
  const version = readIfThere(join(data, "PG_VERSION"))?.trim();
  if (version !== undefined && version !== MAJOR) {
    throw new PlainError(
      `The database in ${data} was made by PostgreSQL ${version}, and this is ${MAJOR}: move its content with ${version}'s pg_dump, or choose another ASSAY_HOME.`,
    );
  }
  if (version !== undefined) return;
  if (isThere(data))
    throw new PlainError(
      `${data} is there, and is no PostgreSQL database. Move it away, or choose another ASSAY_HOME.`,
    );
  const draft = join(folder, "data.new");
  const passwordFile = join(folder, "password");
  const run = { ...account, cwd: "/", logFile: join(home, "logs", "initdb.log"), signal };
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  own(passwordFile, account);
  try {
    await runLogged(
      join(native, "bin", "initdb"),
      [
        `--pgdata=${draft}`,
        "--username=assay",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        ...(process.platform === "darwin" ? ["--locale=en_US.UTF-8", "--lc-collate=C"] : ["--locale=C.UTF-8"]),
      ],
      { ...run, failure: "The database could not be made" },
    );
    await runLogged(join(native, "bin", "postgres"), ["--single", "-D", draft, "postgres"], {
      ...run,
      input: "CREATE DATABASE assay\n",
      failure: "The database could not be made",
    });
    renameSync(draft, data);
    syncFolder(folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** @param {string} folder @param {Account} account */
function makeOwned(folder, account) {
  if (isThere(folder)) return;
  mkdirSync(folder, { mode: 0o700 });
  own(folder, account);
}

/** @param {string} path @param {Account} account */
function own(path, { uid, gid }) {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Makes a rename in the folder survive a power cut. @param {string} folder */
function syncFolder(folder) {
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/** Also for a link that leads nowhere. @param {string} path */
function isThere(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
