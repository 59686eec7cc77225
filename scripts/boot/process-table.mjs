// @ts-check
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether the process runs; one that has ended and was not waited for yet does not. @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") return false;
  }
  return process.platform !== "linux" || linuxStatus(pid)?.[0] !== "Z";
}

/**
 * When a process began, as an opaque text: a pid alone may have been given to another process since. "" when it has ended.
 * @param {number} pid
 */
export function startMark(pid) {
  if (process.platform !== "linux") return ps(pid, "lstart=");
  const status = linuxStatus(pid);
  if (!status || status[0] === "Z") return "";
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${status[19]}`;
}

/** The fields of /proc/<pid>/stat from the third on: after the program's name, which may hold anything. @param {number} pid */
function linuxStatus(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "").trim().split(" ");
  } catch {
    return undefined;
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
