import { userInfo } from "node:os";
import { type Actor, mintActor } from "#lib/auth/actor";

/** Acts for the machine itself: a worker, or the person at its command line, who can read the database's password anyway. */
export function systemActor(name: string): Actor {
  return mintActor({ userId: null, name, role: "admin" });
}

export function commandLineActor(): Actor {
  return systemActor(`${userInfo().username} (command line)`);
}
