import { execFileSync } from "node:child_process";

const settings = [
  "core.autocrlf=false",
  "core.fileMode=false",
  "core.hooksPath=/dev/null",
  "core.excludesFile=/dev/null",
  "core.attributesFile=/dev/null",
  "commit.gpgSign=false",
  "gc.auto=0",
  "init.defaultBranch=main",
];

const isolated = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
  TZ: "UTC",
};

/** Runs git in a folder, out of reach of the settings of the machine and of the user, and returns what it prints. */
export function git(folder, args, { env = {}, input = "" } = {}) {
  return execFileSync("git", [...settings.flatMap((setting) => ["-c", setting]), ...args], {
    cwd: folder,
    env: { ...isolated, ...env },
    input,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  }).trim();
}
