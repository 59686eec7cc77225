import type { Actor } from "#lib/auth/actor";
import type { JsonObject } from "#lib/core/json";
import type { Queryable } from "#lib/db/client";
import { auditEvents } from "#lib/db/schema";

/** Call it inside the transaction of the change, so that one never stands without the other. */
export async function audit(
  tx: Pick<Queryable, "insert">,
  actor: Actor,
  event: string,
  subject: string,
  detail: JsonObject = {},
): Promise<void> {
  await tx.insert(auditEvents).values({ actor: actor.name, event, subject, detail });
}
