import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { findRun, parseRunId } from "#lib/runs/queries";
import { listRunTests } from "#lib/runs/run-tests";

export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const run = (await findRun(ctx, parseRunId(id))) ?? fail("not_found", `No run has the id ${id}`);
  return Response.json({ ...run, tests: await listRunTests(ctx, run.id) });
});
