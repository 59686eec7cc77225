import type { Ctx } from "#lib/auth/actor";
import type { Importer, Numbered } from "#lib/imports/importer";
import type { ImportOrder } from "#lib/imports/model";
import { openTaskImporter } from "#lib/imports/task-importer";
import { openTrajectoryImporter } from "#lib/imports/trajectories/trajectory-importer";

/** Opens a file as what its import asks for, and leads `use` to it, which takes whatever the records become. */
export async function openImporter<R>(
  ctx: Ctx,
  path: string,
  options: ImportOrder & { readonly id: string },
  signal: AbortSignal | undefined,
  use: <T extends Numbered>(importer: Importer<T>) => Promise<R>,
): Promise<R> {
  return options.kind === "tasks"
    ? use(await openTaskImporter(ctx, path, options, signal))
    : use(await openTrajectoryImporter(ctx, path, options, signal));
}
