import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tryLock } from "./lock.mjs";

const DEAD = JSON.stringify({ pid: 2 ** 30, mark: "", purpose: "npm start" });

describe("tryLock", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "assay-lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is exclusive until it is released", () => {
    const first = tryLock(folder, "lock", "npm start");
    expect(first.wasLeft).toBe(false);
    expect(tryLock(folder, "lock", "assay").holder).toMatchObject({ pid: process.pid, purpose: "npm start" });
    first.release?.();
    expect(tryLock(folder, "lock", "assay").wasLeft).toBe(false);
  });

  it("takes over from a holder that has died", () => {
    writeFileSync(join(folder, "lock.7"), DEAD);
    expect(tryLock(folder, "lock", "npm start").wasLeft).toBe(true);
    expect(readdirSync(folder)).toEqual(["lock.8"]);
  });

  it("takes over from a process that has the pid of a dead holder", () => {
    writeFileSync(join(folder, "lock.1"), JSON.stringify({ pid: process.pid, mark: "another", purpose: "npm start" }));
    expect(tryLock(folder, "lock", "npm start").wasLeft).toBe(true);
  });

  it("goes to one of many that take over at the same time", async () => {
    writeFileSync(join(folder, "lock.1"), DEAD);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => tryInProcess(folder)));
    expect(outcomes.filter((outcome) => outcome === "held")).toHaveLength(1);
  });
});

/** Tries in a process of its own, which lives until all have tried. @param {string} folder @returns {Promise<string>} */
function tryInProcess(folder) {
  const script = `
    import { tryLock } from ${JSON.stringify(new URL("./lock.mjs", import.meta.url).href)};
    process.stdout.write(tryLock(${JSON.stringify(folder)}, "lock", "test").release ? "held" : "refused");
    setTimeout(() => {}, 3000);`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.once("error", reject);
    child.stdout.once("data", (data) => resolve(String(data)));
    child.once("exit", () => reject(new Error("It ended without an outcome")));
  });
}
