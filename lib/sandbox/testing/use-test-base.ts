import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { inject } from "vitest";
import type { Database } from "#lib/db/client";
import { environmentRules, environments } from "#lib/db/schema";
import { keepEnvironment } from "#lib/runner/keep-environment";
import { testBase } from "#lib/sandbox/testing/global-setup";

/** Leads every rule to the same environment on the base image that tests have without a registry. */
export async function useTestBase(db: Database): Promise<void> {
  const rules = await db
    .select({ id: environmentRules.id, name: environments.name, spec: environments.spec })
    .from(environmentRules)
    .innerJoin(environments, eq(environments.hash, environmentRules.environmentHash));
  for (const { id, name, spec } of rules) {
    const { hash } = await keepEnvironment(db, { name, spec: { ...spec, baseImage: testBase }, createdBy: "test" });
    await db.update(environmentRules).set({ environmentHash: hash }).where(eq(environmentRules.id, id));
  }
}

/** Gives a home of a test the root file systems that were made for all tests. */
export async function linkBases(home: string): Promise<void> {
  await mkdir(join(home, "sandbox"), { recursive: true });
  await symlink(inject("bases"), join(home, "sandbox", "bases"));
}
