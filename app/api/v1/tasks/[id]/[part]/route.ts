import { defineRoute } from "#app/_request/define-route";
import type { Task } from "#lib/core/task/model";
import { fail } from "#lib/errors";
import { findTask, parseTaskId } from "#lib/tasks/detail";

const parts: Readonly<Record<string, (task: Task) => string>> = {
  "patch.diff": (task) => task.patch,
  "test-patch.diff": (task) => task.testPatch,
};

/** A patch as a file, as `git apply` takes it. */
export const GET = defineRoute<{ id: string; part: string }>("viewer", async (ctx, _request, { id, part }) => {
  const read =
    (Object.hasOwn(parts, part) ? parts[part] : undefined) ?? fail("not_found", `A task has no part ${part}`);
  const found = (await findTask(ctx, parseTaskId(id))) ?? fail("not_found", `No task has the id ${id}`);
  const name = `${found.instanceId.replace(/[^\w.-]/g, "_")}.${part}`;
  return new Response(read(found.task), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
});
