// @ts-check
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { PlainError } from "../boot/plain-error.mjs";

/** @typedef {{ uid?: number, gid?: number }} Account who PostgreSQL runs as; empty: who we are */

/**
 * The account for PostgreSQL, which refuses to run as root: the owner of the files there are, else `nobody`.
 * @param {string} folder @returns {Account}
 */
export function postgresAccount(folder) {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return { uid: idOfNobody("-u"), gid: idOfNobody("-g") };
}

/** Whether the account can run this program: spawned as the account, for only that tells. @param {Account} account @param {string} program */
export function canRun(account, program) {
  return spawnSync(program, ["--version"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

/** @param {Account} account @param {string} folder */
export function canWrite(account, folder) {
  return spawnSync("test", ["-w", folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

/** @param {"-u" | "-g"} flag */
function idOfNobody(flag) {
  const { status, stdout } = spawnSync("id", [flag, "nobody"], { encoding: "utf8" });
  if (status !== 0) {
    throw new PlainError(
      "PostgreSQL does not run as root, and there is no account `nobody`: start Assay as another user.",
    );
  }
  return Number(stdout);
}
