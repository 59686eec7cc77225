// @ts-check
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * When a process began, as an opaque text: a pid alone may have been given to another process since. "" when it has ended.
 * @param {number} pid
 */
export function startMark(pid) {
  if (process.platform !== "linux") return ps(pid, "lstart=");
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "").trim().split(" ");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return fields[0] === "Z" ? "" : `${boot}:${fields[19]}`;
  } catch {
    return "";
  }
}

/** The command line of a process, or "" when there is none. @param {number} pid */
export function commandLine(pid) {
  if (process.platform !== "linux") return ps(pid, "args=");
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

/** @param {number} pid @param {string} column */
function ps(pid, column) {
  return spawnSync("ps", ["-p", String(pid), "-o", column], { encoding: "utf8" }).stdout?.trim() ?? "";
}
