import { type Environment, environmentSchema } from "#lib/core/environment/model";

/** A specification as people read and edit it: every field, in the order of the schema, which the database does not keep. */
export function formatEnvironment(spec: Environment): string {
  const known = environmentSchema.safeParse(spec);
  // One that was kept under an older schema is shown as it is.
  return JSON.stringify(known.success ? known.data : spec, null, 2);
}
