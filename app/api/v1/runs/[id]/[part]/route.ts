import { defineRoute } from "#app/_request/define-route";
import type { Ctx } from "#lib/auth/actor";
import { fail } from "#lib/errors";
import { readRunLog } from "#lib/runs/log";
import type { RunDetail } from "#lib/runs/model";
import { findRun, parseRunId } from "#lib/runs/queries";

interface Part {
  readonly fileName: string;
  read(ctx: Ctx, run: RunDetail): Promise<string | Uint8Array<ArrayBuffer>>;
}

const parts: Readonly<Record<string, Part>> = {
  log: { fileName: "log.txt", read: async (ctx, run) => (await readRunLog(ctx, run.id)) ?? "" },
  "patch.diff": { fileName: "patch.diff", read: async (_ctx, run) => run.patch },
};

/** The log of a run byte for byte as it was printed, or its patch, as a file. */
export const GET = defineRoute<{ id: string; part: string }>("viewer", async (ctx, _request, { id, part }) => {
  const { fileName, read } =
    (Object.hasOwn(parts, part) ? parts[part] : undefined) ?? fail("not_found", `A run has no part ${part}`);
  const run = (await findRun(ctx, parseRunId(id))) ?? fail("not_found", `No run has the id ${id}`);
  const name = `${run.instanceId.replace(/[^\w.-]/g, "_")}.${run.kind}-${run.repeat}.${fileName}`;
  return new Response(await read(ctx, run), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "x-content-type-options": "nosniff",
    },
  });
});
