import { defineRoute } from "#app/_request/define-route";
import { textStream } from "#app/_request/text-stream";
import { fail } from "#lib/errors";
import { findTrajectory } from "#lib/trajectories/detail";
import { writeMarkdown } from "#lib/trajectories/export";
import { nameFile } from "#lib/trajectories/name-file";
import { parseRowId } from "#lib/trajectories/row-id";

/** A trajectory with all its steps as Markdown. */
export const GET = defineRoute<{ id: string }>("viewer", async (ctx, _request, { id }) => {
  const found = (await findTrajectory(ctx, parseRowId(id))) ?? fail("not_found", `No trajectory has the id ${id}`);
  return textStream(writeMarkdown(ctx, found), "text/markdown; charset=utf-8", nameFile(found, "md"));
});
