import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import { env } from "#lib/env";
import { signInWithPassword } from "#lib/users/sign-in";

/** E-mail and password always; GitHub and one OpenID Connect issuer where their settings are complete. */
export function authProviders(): NextAuthOptions["providers"] {
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
