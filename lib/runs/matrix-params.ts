import { createParser, parseAsStringLiteral } from "nuqs/server";
import { matrixViews } from "#lib/core/run/matrix-rows";

/** What of the test matrix is shown, as the URL says it; a bad value falls back to all. */
export const matrixParsers = {
  show: parseAsStringLiteral(matrixViews).withDefault("all"),
  find: createParser({ parse: String, serialize: String }).withDefault(""),
};
