import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { findImport } from "#lib/imports/queries";

/** How far an import is; its page asks while it runs. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) =>
  Response.json((await findImport(ctx, id)) ?? fail("not_found", "No such import")),
);
