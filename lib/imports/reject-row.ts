import type { importRejects } from "#lib/db/schema";
import type { Reject } from "#lib/imports/model";

export function rejectRow(importId: string, { position, ...reject }: Reject): typeof importRejects.$inferInsert {
  return { importId, ...reject, line: position.line ?? null };
}
