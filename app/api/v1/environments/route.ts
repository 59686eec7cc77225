import { defineRoute } from "#app/_request/define-route";
import { saveEnvironment } from "#lib/environments/mutations";
import { listEnvironments } from "#lib/environments/queries";
import { environmentListQuery, newEnvironmentBody } from "#lib/rest/environment-schemas";
import { parseBody } from "#lib/rest/parse-body";
import { parseQuery } from "#lib/rest/parse-query";

export const GET = defineRoute("viewer", async (ctx, request) => {
  const { q, limit, cursor = null } = parseQuery(environmentListQuery, new URL(request.url).searchParams);
  const { total, ...page } = await listEnvironments(ctx, { q, limit, after: cursor });
  return Response.json({ ...page, total: { count: total, exact: true } });
});

/** 201 for a specification that is new, 200 for one that was there; the hash is the same for the same specification. */
export const POST = defineRoute("curator", async (ctx, request) => {
  const saved = await saveEnvironment(ctx, await parseBody(newEnvironmentBody, request));
  return Response.json(saved, { status: saved.isNew ? 201 : 200 });
});
