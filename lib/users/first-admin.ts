import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "#lib/auth/actor";
import { generatePassword } from "#lib/auth/password";
import { users } from "#lib/db/schema";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";
import { newUserSchema } from "#lib/users/model";
import { createFirstAdmin } from "#lib/users/mutations";

export interface FirstAdmin {
  readonly adminEmail: string;
  /** Only when it was generated just now. */
  readonly adminPassword: string | null;
  readonly adminPasswordFile: string | null;
}

/** Creates the administrator of an empty installation, from the settings or with a generated password kept in a 0600 file. */
export async function ensureFirstAdmin(ctx: Ctx): Promise<FirstAdmin> {
  const { ASSAY_ADMIN_EMAIL, ASSAY_ADMIN_PASSWORD, ASSAY_HOME } = env();
  const file = join(ASSAY_HOME, "admin-password");
  const password = ASSAY_ADMIN_PASSWORD ?? generatePassword();
  const input = newUserSchema.safeParse({
    email: ASSAY_ADMIN_EMAIL ?? "admin@localhost",
    name: "Administrator",
    role: "admin",
    password,
  });
  if (!input.success) {
    const [issue] = input.error.issues;
    throw new AppError("invalid", `ASSAY_ADMIN_${String(issue?.path[0]).toUpperCase()}: ${issue?.message}`);
  }
  const adminEmail = input.data.email;
  if ((await ctx.db.$count(users)) > 0) {
    return { adminEmail, adminPassword: null, adminPasswordFile: (await hasFile(file)) ? file : null };
  }
  if (!ASSAY_ADMIN_PASSWORD && !(await hasFile(file))) await keepSecret(file, password);
  const isNew = await createFirstAdmin(ctx, {
    ...input.data,
    password: ASSAY_ADMIN_PASSWORD ?? (await readFile(file, "utf8")).trim(),
  });
  if (ASSAY_ADMIN_PASSWORD) return { adminEmail, adminPassword: null, adminPasswordFile: null };
  return { adminEmail, adminPassword: isNew ? (await readFile(file, "utf8")).trim() : null, adminPasswordFile: file };
}

async function hasFile(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    () => false,
  );
}

async function keepSecret(file: string, secret: string): Promise<void> {
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
}
