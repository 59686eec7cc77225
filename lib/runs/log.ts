import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { and, asc, eq, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import { isEnded, type WorkState } from "#lib/core/run/model";
import { countWholeCharacterBytes } from "#lib/core/text/whole-characters";
import type { Database } from "#lib/db/client";
import { runLogPieces, runLogs, runs } from "#lib/db/schema";
import type { LogEvent } from "#lib/runs/model";
import { takeTurns } from "#lib/runs/turns";

const unzip = promisify(gunzip);
const newline = 10;
const bytesPerEvent = 262_144;

/** What a run has printed so far, or all of it once it has ended; undefined where there is no such run. */
export async function readRunLog({ actor, db }: Ctx, runId: number): Promise<Buffer<ArrayBuffer> | undefined> {
  requireRole(actor, "viewer");
  const reading = await readFrom(db, runId, 0);
  return reading && ((await readStored(db, runId))?.bytes ?? reading.bytes);
}

export interface LogPlace {
  /** The last position that was told; null to begin anew. */
  readonly after: number | null;
  /** How much of the end to begin with; null for all. */
  readonly tailBytes: number | null;
}

/** The text of a log as it comes, until the run has ended. One query a second at most while it lasts. */
export async function* followRunLog(
  ctx: Ctx,
  runId: number,
  { after, tailBytes }: LogPlace,
  signal: AbortSignal,
): AsyncGenerator<LogEvent> {
  requireRole(ctx.actor, "viewer");
  let position = after;
  let before: LogReading | undefined;
  for await (const _ of takeTurns(1, signal)) {
    const reading = await readFrom(ctx.db, runId, position ?? 0);
    if (!reading) return;
    if (before && before.state !== reading.state) yield { kind: "state", state: reading.state };
    if (before && isOtherTry(before, reading)) position = null;
    before = reading;
    const isOver = isEnded(reading.state);
    const stored = isOver ? await readStored(ctx.db, runId) : undefined;
    // A try that began anew is read from its beginning, which this reading did not ask for.
    const part = stored ?? (position === null && reading.from > 0 ? await readFrom(ctx.db, runId, 0) : reading);
    if (!part) return;
    if (position === null) {
      position = tailBytes === null ? 0 : startOfTail(part.bytes, tailBytes);
      yield { kind: "start", position, line: lineAt(part.bytes, position), sizeBytes: part.bytes.length };
    }
    position = Math.max(position, part.from);
    for (const event of cutTexts(part.bytes.subarray(position - part.from), position, isOver)) {
      position = event.position;
      yield event;
    }
    if (isOver) {
      yield { kind: "end", stepLines: (stored?.stepStarts ?? []).map((start) => lineAt(part.bytes, start)) };
      return;
    }
  }
}

interface LogPart {
  /** Where the bytes begin in the log. */
  readonly from: number;
  readonly bytes: Buffer<ArrayBuffer>;
}

interface LogReading extends LogPart {
  readonly state: WorkState;
  readonly startedAt: Date | null;
  /** How long the log is so far. */
  readonly sizeBytes: number;
}

function isOtherTry(before: LogReading, now: LogReading): boolean {
  const isSameStart = before.startedAt === null || before.startedAt.getTime() === now.startedAt?.getTime();
  return !isEnded(now.state) && (!isSameStart || now.sizeBytes < before.sizeBytes);
}

/** The run's state and the pieces of its log from the one that holds a position on: one query, so that they fit together. */
async function readFrom(db: Database, runId: number, position: number): Promise<LogReading | undefined> {
  const start = sql`coalesce((select max(b.position) from ${runLogPieces} b
    where b.run_id = ${runId} and b.position <= ${position}), 0)`;
  const rows = await db
    .select({
      state: runs.state,
      startedAt: runs.startedAt,
      sizeBytes: sql<number>`coalesce((select l.position + octet_length(l.content) from ${runLogPieces} l
        where l.run_id = ${runId} order by l.position desc limit 1), 0)::int`,
      from: runLogPieces.position,
      content: runLogPieces.content,
    })
    .from(runs)
    .leftJoin(
      runLogPieces,
      and(
        eq(runLogPieces.runId, runs.id),
        sql`${runLogPieces.position} >= ${start}`,
        sql`${runLogPieces.position} + octet_length(${runLogPieces.content}) > ${position}`,
      ),
    )
    .where(eq(runs.id, runId))
    .orderBy(asc(runLogPieces.position));
  const [first] = rows;
  if (!first) return undefined;
  const { state, startedAt, sizeBytes, from } = first;
  const pieces = rows.flatMap(({ content }) => (content ? [content] : []));
  return { state, startedAt, sizeBytes, from: from ?? position, bytes: Buffer.concat(pieces) };
}

async function readStored(db: Database, runId: number) {
  const [row] = await db
    .select({ content: runLogs.content, steps: runs.steps })
    .from(runLogs)
    .innerJoin(runs, eq(runs.id, runLogs.runId))
    .where(eq(runLogs.runId, runId));
  if (!row) return undefined;
  return { from: 0, bytes: await unzip(row.content), stepStarts: (row.steps ?? []).map(({ logFrom }) => logFrom) };
}

/** Texts of a bounded length, none of which ends inside a character unless the log itself does. */
function* cutTexts(bytes: Buffer, position: number, isLast: boolean) {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for (let from = 0; from < bytes.length; ) {
    const slice = bytes.subarray(from, from + bytesPerEvent);
    const isEnd = isLast && from + slice.length === bytes.length;
    const whole = isEnd ? slice.length : countWholeCharacterBytes(slice);
    if (whole === 0) return;
    from += whole;
    yield { kind: "text" as const, position: position + from, text: decoder.decode(slice.subarray(0, whole)) };
  }
}

/** Where the first whole line of the last bytes begins. */
function startOfTail(bytes: Buffer, tailBytes: number): number {
  const from = bytes.length - tailBytes;
  if (from <= 0) return 0;
  const lineEnd = bytes.indexOf(newline, from - 1);
  return lineEnd === -1 || lineEnd === bytes.length - 1 ? from : lineEnd + 1;
}

/** The 1-based line that a position lies on. */
function lineAt(bytes: Buffer, position: number): number {
  let line = 1;
  for (let at = bytes.indexOf(newline); at !== -1 && at < position; at = bytes.indexOf(newline, at + 1)) line++;
  return line;
}
