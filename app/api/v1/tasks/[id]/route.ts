import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { findTask, parseTaskId } from "#lib/tasks/detail";

export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const found = (await findTask(ctx, parseTaskId(id))) ?? fail("not_found", `No task has the id ${id}`);
  const { task, provenance, record, forgeUrl: _, ...row } = found;
  return Response.json({
    ...row,
    baseCommit: task.baseCommit,
    version: task.version,
    problemStatement: task.problemStatement,
    hints: task.hints,
    patch: task.patch,
    testPatch: task.testPatch,
    failToPassTests: task.failToPass,
    passToPassTests: task.passToPass,
    record,
    source: provenance,
  });
});
