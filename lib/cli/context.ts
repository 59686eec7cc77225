import type { Ctx } from "#lib/auth/actor";
import { commandLineActor } from "#lib/auth/system-actor";
import { database } from "#lib/db/client";

export function commandLineCtx(): Ctx {
  return { actor: commandLineActor(), db: database() };
}

/** Machine-readable when asked for, a sentence otherwise; nothing else goes to standard output. */
export function printResult(value: unknown, sentence: string, { json }: { json?: boolean | undefined }): void {
  process.stdout.write(`${json ? JSON.stringify(value) : sentence}\n`);
}
