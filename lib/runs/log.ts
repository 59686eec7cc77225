import { gunzipSync } from "node:zlib";
import { and, asc, eq, gte } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { isEnded } from "#lib/core/run/model";
import type { Database } from "#lib/db/client";
import { runLogPieces, runLogs, runs } from "#lib/db/schema";

const pauseMilliseconds = 500;

/** What a run has printed so far, or all of it once it has ended; undefined where there is no such run. */
export async function readRunLog({ actor, db }: Ctx, runId: number): Promise<Buffer | undefined> {
  requireRole(actor, "viewer");
  const [row] = await db
    .select({ state: runs.state, content: runLogs.content })
    .from(runs)
    .leftJoin(runLogs, eq(runLogs.runId, runs.id))
    .where(eq(runs.id, runId));
  if (!row) return undefined;
  return row.content ? gunzipSync(row.content) : Buffer.concat(await readPieces(db, runId, 0));
}

/** The bytes of a log from a position on, as they come, until the run has ended or `signal` aborts. */
export async function* followRunLog(
  ctx: Ctx,
  runId: number,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly position: number; readonly bytes: Buffer }> {
  requireRole(ctx.actor, "viewer");
  let position = from;
  while (!signal.aborted) {
    const [run] = await ctx.db.select({ state: runs.state }).from(runs).where(eq(runs.id, runId));
    if (!run) return;
    if (isEnded(run.state)) {
      const bytes = (await readRunLog(ctx, runId))?.subarray(position);
      if (bytes && bytes.length > 0) yield { position, bytes };
      return;
    }
    for (const bytes of await readPieces(ctx.db, runId, position)) {
      yield { position, bytes };
      position += bytes.length;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}

async function readPieces(db: Database, runId: number, from: number): Promise<Buffer[]> {
  const pieces = await db
    .select({ content: runLogPieces.content })
    .from(runLogPieces)
    .where(and(eq(runLogPieces.runId, runId), gte(runLogPieces.position, from)))
    .orderBy(asc(runLogPieces.position));
  return pieces.map(({ content }) => Buffer.from(content));
}
