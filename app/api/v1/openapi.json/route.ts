import { openApiDocument } from "#lib/rest/openapi";

/** Open to all: it describes the API and shows no data. */
export function GET(): Response {
  return Response.json(openApiDocument());
}
