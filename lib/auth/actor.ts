import { hasRole, type Role } from "#lib/core/role";
import type { Database } from "#lib/db/client";
import { AppError } from "#lib/errors";

declare const minted: unique symbol;

/** Who asks. Only `lib/auth/session.ts` (people and tokens) and `lib/auth/system-actor.ts` (worker, command line) mint one. */
export interface Actor {
  readonly [minted]: true;
  /** The user's id; null for a token or the system. */
  readonly userId: string | null;
  /** The name that audit rows and provenance keep. */
  readonly name: string;
  readonly role: Role;
}

/** What every query and mutation takes first. */
export interface Ctx {
  readonly actor: Actor;
  readonly db: Database;
}

export function mintActor(actor: { userId: string | null; name: string; role: Role }): Actor {
  // The brand exists only for the compiler; this is the one place that grants it.
  return actor as Actor;
}

export function requireRole(actor: Actor, role: Role): void {
  if (hasRole(actor.role, role)) return;
  throw new AppError("forbidden", `This needs the role ${role}; ${actor.name} has the role ${actor.role}.`);
}
