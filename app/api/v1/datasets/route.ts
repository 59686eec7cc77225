import { defineRoute } from "#app/_request/define-route";
import { listDatasets } from "#lib/datasets/queries";

export const GET = defineRoute("viewer", async (ctx) => Response.json({ items: await listDatasets(ctx) }));
