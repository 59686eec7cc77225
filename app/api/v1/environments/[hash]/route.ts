import { defineRoute } from "#app/_request/define-route";
import { requireEnvironment } from "#lib/environments/queries";

export const GET = defineRoute<{ hash: string }>("viewer", async (ctx, _request, { hash }) =>
  Response.json(await requireEnvironment(ctx, hash)),
);
