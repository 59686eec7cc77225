import type { Environment } from "#lib/core/environment/model";
import type { Queryable } from "#lib/db/client";
import { environments } from "#lib/db/schema";
import { environmentHash, imageHash } from "#lib/sandbox/hash";

export interface KeptEnvironment {
  readonly hash: string;
  readonly imageHash: string;
  /** Whether it was not there before. */
  readonly isNew: boolean;
}

/** Writes an environment down unless it stands there already. The same specification is the same environment. */
export async function keepEnvironment(
  db: Pick<Queryable, "insert">,
  { name, spec, createdBy }: { name: string; spec: Environment; createdBy: string },
): Promise<KeptEnvironment> {
  const hashes = { hash: environmentHash(spec), imageHash: imageHash(spec) };
  const added = await db
    .insert(environments)
    .values({ ...hashes, name, spec, createdBy })
    .onConflictDoNothing()
    .returning({ hash: environments.hash });
  return { ...hashes, isNew: added.length > 0 };
}
