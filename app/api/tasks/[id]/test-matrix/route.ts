import { defineRoute } from "#app/_request/define-route";
import { fail } from "#lib/errors";
import { listsInForce } from "#lib/runs/lists-in-force";
import { formatMatrixCsv } from "#lib/runs/matrix-csv";
import { findTaskMatrix } from "#lib/runs/task-matrix";
import { findTaskValidation } from "#lib/runs/task-validation";
import { findTask, parseTaskId } from "#lib/tasks/detail";

/** The test matrix of a task as CSV. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const task = (await findTask(ctx, parseTaskId(id))) ?? fail("not_found", `No task has the id ${id}`);
  const lists = listsInForce(task.task, await findTaskValidation(ctx, task.id));
  const name = task.instanceId.replace(/[^\w.-]/g, "_");
  return new Response(formatMatrixCsv(await findTaskMatrix(ctx, task.id, lists)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.test-matrix.csv"`,
      "cache-control": "no-store",
    },
  });
});
