import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { headers } from "next/headers";
import { getServerSession, type NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import { cache } from "react";
import { type Actor, type Ctx, mintActor } from "#lib/auth/actor";
import { ensureSignedInUser, signInWithPassword } from "#lib/auth/sign-in";
import { findTokenHolder } from "#lib/auth/token";
import { database } from "#lib/db/client";
import { authSessions, users } from "#lib/db/schema";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";

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

/** E-mail and password always; GitHub and one OpenID Connect issuer where their settings are complete. */
function authProviders(): NextAuthOptions["providers"] {
  return [passwordProvider(), ...gitHubProvider(), ...oidcProvider()];
}

/** The names a sign-in page offers beside the password form. */
export function externalProviders(): { id: string; name: string }[] {
  return [...gitHubProvider(), ...oidcProvider()].map(({ id, name }) => ({ id, name }));
}

function passwordProvider() {
  return CredentialsProvider({
    name: "password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials, request) {
      const forwarded: unknown = request.headers?.["x-forwarded-for"];
      const address = typeof forwarded === "string" ? (forwarded.split(",")[0] ?? "").trim() : "local";
      return signInWithPassword({ email: credentials?.email, password: credentials?.password, address });
    },
  });
}

function gitHubProvider() {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = env();
  return clientId && clientSecret ? [GitHubProvider({ clientId, clientSecret })] : [];
}

function oidcProvider() {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env();
  if (!issuer || !clientId || !clientSecret) return [];
  return [
    {
      id: "oidc",
      name,
      type: "oauth" as const,
      wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce" as const, "state" as const],
      clientId,
      clientSecret,
      profile: (profile: { sub: string; name?: string; email?: string }) => ({
        id: profile.sub,
        name: profile.name ?? null,
        email: profile.email ?? null,
      }),
    },
  ];
}
