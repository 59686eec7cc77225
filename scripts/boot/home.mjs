// @ts-check
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { PlainError, systemMessage } from "./plain-error.mjs";
import { inProject } from "./project.mjs";

const MEBIBYTE = 1024 * 1024;

/** The absolute path of the folder that keeps everything of this installation. */
function homePath() {
  return process.env.ASSAY_HOME ? resolve(process.env.ASSAY_HOME) : inProject(".assay");
}

/**
 * Makes the home ready to be written to. Root's home may be crossed (not listed) by others, because PostgreSQL runs as an account without
 * privileges and keeps its files in there; what is secret has mode 0600.
 */
export function openHome() {
  const home = homePath();
  try {
    accessSync(nearestFolder(home), constants.W_OK | constants.X_OK);
    mkdirSync(join(home, "logs"), { recursive: true });
  } catch (error) {
    throw unusableHome(home, error);
  }
  try {
    chmodSync(home, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch {
    // Another account's folder, or a file system without modes: writable is enough.
  }
  return home;
}

/** @param {string} home @param {unknown} error */
export function unusableHome(home, error) {
  return new PlainError(`ASSAY_HOME (${home}) cannot be used: ${systemMessage(error)}.`);
}

/** The folder itself, or the closest one above that is there. @param {string} folder @returns {string} */
function nearestFolder(folder) {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}

/** @param {string} folder */
export function freeMebibytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / MEBIBYTE);
}

/** @param {string} folder @param {number} mebibytes @param {string} purpose */
export function requireFreeSpace(folder, mebibytes, purpose) {
  const free = freeMebibytes(folder);
  if (free < mebibytes) {
    throw new PlainError(`The disk is nearly full: ${free} MB free in ${folder}, ${purpose} needs ${mebibytes} MB.`);
  }
}

/** The session secret: from the environment, or made once and kept in the home. @param {string} home */
export function sessionSecret(home) {
  if (process.env.NEXTAUTH_SECRET) return process.env.NEXTAUTH_SECRET;
  return keptSecret(join(home, "secret"));
}

/** A random secret, made at the first call and kept in a file only its owner reads. @param {string} file */
export function keptSecret(file) {
  try {
    writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  const secret = readFileSync(file, "utf8").trim();
  if (!secret) throw new PlainError(`${file} is empty. Remove it to have a new one made.`);
  return secret;
}
