import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import type { Ctx } from "#lib/auth/actor";
import { currentActor } from "#lib/auth/session";
import { hasRole, type Role } from "#lib/core/role";
import { database } from "#lib/db/client";

/** The context of a page: leads to the sign-in when nobody is there, and to the forbidden page when the role is too weak. */
export async function pageCtx(role: Role = "viewer"): Promise<Ctx> {
  const actor = await currentActor();
  if (!actor) {
    const path = (await headers()).get("x-path") ?? "/";
    redirect(`/sign-in?from=${encodeURIComponent(path)}`);
  }
  if (!hasRole(actor.role, role)) forbidden();
  return { actor, db: database() };
}
