import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { eq } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { trajectories, trajectoryRecords } from "#lib/db/schema";
import { isRowId } from "#lib/trajectories/row-id";

const unzip = promisify(gunzip);

/** The JSON that a trajectory was read from, byte for byte as it came. */
export async function readRecord({ actor, db }: Ctx, id: number): Promise<Buffer<ArrayBuffer> | undefined> {
  requireRole(actor, "viewer");
  if (!isRowId(id)) return undefined;
  const [row] = await db
    .select({ content: trajectoryRecords.content })
    .from(trajectories)
    .innerJoin(trajectoryRecords, eq(trajectoryRecords.id, trajectories.recordId))
    .where(eq(trajectories.id, id));
  return row && unzip(row.content);
}
