import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { getServerSession, type NextAuthOptions } from "next-auth";
import { headers } from "next/headers";
import { cache } from "react";
import { type Actor, type Ctx, mintActor } from "#lib/auth/actor";
import { authProviders } from "#lib/auth/providers";
import { findTokenHolder } from "#lib/auth/token";
import { database } from "#lib/db/client";
import { authSessions, users } from "#lib/db/schema";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";
import { ensureSignedInUser } from "#lib/users/sign-in";

const sessionSeconds = 30 * 24 * 60 * 60;

/**
 * A session's cookie carries only the id of its `auth_sessions` row. Role, account and validity are read from the
 * database at every request, so that a change or a revocation works at once.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: authProviders(),
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type === "credentials") return true;
        const userId = await ensureSignedInUser(database(), { provider: account?.provider ?? "", profile });
        if (!userId) return false;
        user.id = userId;
        return true;
      },
      async jwt({ token, user }) {
        return user ? { sub: user.id, sid: await openSession(user.id) } : { sub: token.sub ?? "", sid: token.sid };
      },
      session({ token }) {
        return { expires: "", sid: String(token.sid) };
      },
    },
    events: {
      async signOut({ token }) {
        const sid = token?.sid;
        if (typeof sid === "string") await closeSession(sid);
      },
    },
  };
}

/** Who asks, by bearer token or session cookie; undefined for nobody. One look-up a request. */
export const currentActor = cache(async (): Promise<Actor | undefined> => {
  const authorization = (await headers()).get("authorization");
  if (authorization) return tokenActor(authorization);
  const session: { sid?: string } | null = await getServerSession(authOptions());
  return session?.sid ? sessionActor(session.sid) : undefined;
});

/** The context of the request at hand. Throws `unauthenticated` for nobody. */
export async function requestCtx(): Promise<Ctx> {
  const actor = await currentActor();
  if (!actor) throw new AppError("unauthenticated", "Sign in first");
  return { actor, db: database() };
}

async function tokenActor(authorization: string): Promise<Actor | undefined> {
  const [scheme, secret] = authorization.split(" ");
  if (scheme?.toLowerCase() !== "bearer" || !secret) return undefined;
  const holder = await findTokenHolder(database(), secret);
  return holder && mintActor({ userId: null, name: `token ${holder.name}`, role: holder.role });
}

async function sessionActor(sid: string): Promise<Actor | undefined> {
  const [user] = await database()
    .select({ userId: users.id, name: users.email, role: users.role })
    .from(authSessions)
    .innerJoin(users, eq(users.id, authSessions.userId))
    .where(
      and(
        eq(authSessions.id, sid),
        isNull(authSessions.revokedAt),
        gt(authSessions.expiresAt, sql`now()`),
        isNull(users.disabledAt),
      ),
    );
  return user && mintActor(user);
}

async function openSession(userId: string): Promise<string> {
  const userAgent = (await headers()).get("user-agent")?.slice(0, 300) ?? "";
  const [session] = await database()
    .insert(authSessions)
    .values({ userId, userAgent, expiresAt: sql`now() + make_interval(secs => ${sessionSeconds})` })
    .returning({ id: authSessions.id });
  if (!session) throw new Error("An insert gave no row back");
  await database().update(users).set({ lastSeenAt: sql`now()` }).where(eq(users.id, userId));
  return session.id;
}

async function closeSession(sid: string): Promise<void> {
  await database().update(authSessions).set({ revokedAt: sql`now()` }).where(eq(authSessions.id, sid));
}
