import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { isPassword } from "#lib/auth/password";
import { countSignInAttempt, forgetSignInAttempts } from "#lib/auth/sign-in-limit";
import { emailSchema } from "#lib/core/email";
import { type Database, database } from "#lib/db/client";
import { auditEvents, users } from "#lib/db/schema";

interface PasswordAttempt {
  readonly email: unknown;
  readonly password: unknown;
  readonly address: string;
}

/** The account's id, or null for a wrong pair. Throws `too_many` when the door is closed for a while. */
export async function signInWithPassword({
  email,
  password,
  address,
}: PasswordAttempt): Promise<{ id: string } | null> {
  const name = emailSchema.safeParse(email);
  if (!name.success || typeof password !== "string") return null;
  await countSignInAttempt(name.data, address);
  const [user] = await database()
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(and(eq(users.email, name.data), isNull(users.disabledAt)));
  if (!(await isPassword(password, user?.passwordHash)) || !user) return null;
  await forgetSignInAttempts(name.data, address);
  return { id: user.id };
}

const profileSchema = z.object({
  email: emailSchema,
  email_verified: z.boolean().optional(),
  name: z.string().max(100).nullish(),
});

/**
 * The account behind an outside identity, made as a viewer on first sight. Only an address that its issuer has verified
 * may stand for an account: GitHub shows no other, an OpenID Connect issuer has to say so.
 */
export async function ensureSignedInUser(
  db: Database,
  { provider, profile }: { provider: string; profile: unknown },
): Promise<string | undefined> {
  const parsed = profileSchema.safeParse(profile);
  if (!parsed.success) return undefined;
  if (provider !== "github" && parsed.data.email_verified !== true) return undefined;
  const { email, name } = parsed.data;
  return db.transaction(async (tx) => {
    const [created] = await tx
      .insert(users)
      .values({ email, name: name ?? "" })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (created) {
      const detail = { email, role: "viewer", provider };
      await tx
        .insert(auditEvents)
        .values({ actor: email, event: "user.created", subject: `user:${created.id}`, detail });
      return created.id;
    }
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, email), isNull(users.disabledAt)));
    return user?.id;
  });
}
