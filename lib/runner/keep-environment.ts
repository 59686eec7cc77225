import type { Environment } from "#lib/core/environment/model";
import type { Queryable } from "#lib/db/client";
import { environments } from "#lib/db/schema";
import { environmentHash, imageHash } from "#lib/sandbox/hash";

export interface KeptEnvironment {
  readonly hash: string;
  readonly imageHash: string;
}

/** Writes an environment down unless it stands there already. The same specification is the same environment. */
export async function keepEnvironment(
  db: Pick<Queryable, "insert">,
  { name, spec, createdBy }: { name: string; spec: Environment; createdBy: string },
): Promise<KeptEnvironment> {
  const hashes = { hash: environmentHash(spec), imageHash: imageHash(spec) };
  await db
    .insert(environments)
    .values({ ...hashes, name, spec, createdBy })
    .onConflictDoNothing();
  return hashes;
}
