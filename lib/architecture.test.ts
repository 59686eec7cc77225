import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const run = promisify(execFile);

/** A line that breaks a rule of the house, where it stands, and the rule that must catch it. */
const violations = [
  ["lib/core/task/x.ts", 'import "node:fs";', "lib/core is pure"],
  ["lib/core/task/x.ts", 'import "#lib/db/client";', "lib/core is pure"],
  ["lib/core/task/x.ts", 'import "../../db/client.ts";', "lib/core imports nothing from outside"],
  ["lib/core/x.ts", 'import "../db/client.ts";', "lib/core is pure"],
  ["lib/core/x.ts", 'import "react";', "lib/core is pure"],
  ["lib/tasks/x.ts", 'import "next/headers";', "lib knows no framework"],
  ["lib/cli/x.ts", 'import "react";', "lib knows no framework"],
  ["lib/auth/x.ts", 'import "next-auth";', "lib knows no framework"],
  ["lib/db/x.ts", 'import "next/cache";', "lib knows no framework"],
  ["lib/tasks/x.ts", 'import "#app/_actions/users";', "lib is below app and components"],
  ["lib/jobs/x.ts", 'import "#components/ui/button";', "lib is below app and components"],
  ["lib/imports/x.ts", 'import "#lib/tasks/queries";', "The nouns of lib stand above the machinery"],
  ["lib/sandbox/x.ts", 'import "#lib/users/mutations";', "The nouns of lib stand above the machinery"],
  ["lib/runner/x.ts", 'import "#lib/trajectories/evaluate";', "The nouns of lib stand above the machinery"],
  ["lib/db/x.ts", 'import "#lib/tasks/queries";', "lib/db and lib/auth stand on lib/core alone"],
  ["lib/auth/x.ts", 'import "#lib/imports/model";', "lib/db and lib/auth stand on lib/core alone"],
  ["components/tasks/x.tsx", 'import "#lib/db/client";', "Components take props"],
  ["components/tasks/x.tsx", 'import "#lib/auth/session";', "Components take props"],
  ["components/tasks/x.tsx", 'import "#app/_actions/users";', "Components take props"],
  ["components/tasks/x.tsx", 'import "#lib/jobs/queue";', "Components take props"],
  ["components/tasks/x.tsx", 'import "../../lib/db/client.ts";', "Name other folders by #lib"],
  ["lib/tasks/x.ts", "export const url = process.env.DATABASE_URL;", "process.env"],
  ["app/x.ts", "export const url = process.env.DATABASE_URL;", "process.env"],
  ["components/ui/x.tsx", "export default function X() {}", "default export"],
] as const;

const permitted = [
  ["lib/core/task/x.ts", 'import "zod";\nimport "../json.ts";\nimport "./model.ts";'],
  ["lib/auth/session.ts", 'import "next-auth";\nimport "next/headers";\nimport "react";'],
  ["lib/env.ts", "export const url = process.env.DATABASE_URL;"],
  ["components/tasks/x.tsx", 'import "#lib/core/role";\nimport "#lib/tasks/filters";'],
] as const;

describe("the rules of the house", () => {
  let house: string;
  let findings: ReadonlyMap<string, string>;

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), "assay-rules-"));
    const config = JSON.parse(await readFile("biome.json", "utf8"));
    await writeFile(join(house, "biome.json"), JSON.stringify({ ...config, vcs: { enabled: false } }));
    const planted = [...violations, ...permitted].map(([path, code]) => plant(house, path, code));
    await Promise.all(planted);
    findings = await lint(house);
  });

  afterAll(() => rm(house, { recursive: true }));

  it.each(violations)("%s: %s is caught", (path, code, rule) => {
    expect(findings.get(nameOf(path, code))).toContain(rule);
  });

  it.each(permitted)("%s: what it may do is not caught", (path, code) => {
    expect(findings.get(nameOf(path, code)) ?? "").toBe("");
  });
});

/** Files that a rule names keep their name; the others get one of their own each. */
function nameOf(path: string, code: string): string {
  return path.replace(/\/x(\.tsx?)$/, `/x-${Buffer.from(code).toString("hex")}$1`);
}

async function plant(house: string, path: string, code: string): Promise<void> {
  const file = join(house, nameOf(path, code));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${code}\n`);
}

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), message: z.string(), location: z.object({ path: z.string() }) }),
  ),
});

/** What the linter says of each file. Only rules that this house made count; an import of nothing is not the matter here. */
async function lint(house: string): Promise<Map<string, string>> {
  const args = ["lint", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout } = await run(resolve("node_modules/.bin/biome"), args, { cwd: house }).catch(
    (error: { stdout: string }) => error,
  );
  const { diagnostics } = reportSchema.parse(JSON.parse(stdout));
  const findings = new Map<string, string>();
  for (const { category, message, location } of diagnostics) {
    if (!/noRestrictedImports|noProcessEnv|noDefaultExport/.test(category)) continue;
    findings.set(location.path, `${findings.get(location.path) ?? ""}${message}\n`);
  }
  return findings;
}
