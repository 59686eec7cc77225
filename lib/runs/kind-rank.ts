import { sql } from "drizzle-orm";
import { runs } from "#lib/db/schema";

/** Sorts runs as people read them: without a patch, with the gold one, with those of models. */
export const kindRank = sql`array_position(array['empty', 'gold', 'model'], ${runs.kind})`;
