import { createLoader, parseAsString } from "nuqs/server";

/** Where a page of exports begins: after this one, by its id. */
export const loadExportPage = createLoader({ before: parseAsString });
