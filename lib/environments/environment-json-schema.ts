import { z } from "zod";
import { environmentSchema } from "#lib/core/environment/model";

/**
 * The specification's JSON Schema, for editors: its descriptions become hovers, its defaults completions. Draft 7 is what
 * Monaco's language service knows in full.
 */
export function environmentJsonSchema(): z.core.JSONSchema.BaseSchema {
  cached ??= makeSchema();
  return cached;
}

/** Written and read again, which leaves nothing but data: what comes out of zod also has methods. */
function makeSchema(): z.core.JSONSchema.BaseSchema {
  const schema = z.toJSONSchema(environmentSchema, { io: "input", target: "draft-7", override: tellPattern });
  return JSON.parse(JSON.stringify(schema));
}

let cached: z.core.JSONSchema.BaseSchema | undefined;

/** An editor would show the bare expression of a pattern; what the schema says about it in words is better. */
function tellPattern({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  if (jsonSchema.pattern === undefined) return;
  const [issue] = z.safeParse(zodSchema, "\n").error?.issues ?? [];
  if (issue?.code === "invalid_format") jsonSchema.patternErrorMessage = issue.message;
}
