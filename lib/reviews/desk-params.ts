import { createLoader } from "nuqs/server";
import { parseAsRowId } from "#lib/lists/params";

/** A link to a certain item of a desk; without it the next one that waits is opened. */
export const loadDeskItemId = createLoader({ item: parseAsRowId });
