import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "#lib/auth/actor";
import { isJsonObject, type JsonObject } from "#lib/core/json";
import { versionContents, versionRows } from "#lib/db/schema";
import { type ExportTask, stateOf } from "#lib/exports/live-tasks";
import { findAdapter } from "#lib/imports/adapters/pick-adapter";

const uncompress = promisify(gunzip);

/** Every task of a frozen version, by instance id. */
export async function listFrozenTasks({ db }: Ctx, versionId: string) {
  return db
    .select({ id: versionRows.taskId, instanceId: versionRows.instanceId, status: versionRows.status })
    .from(versionRows)
    .where(eq(versionRows.versionId, versionId))
    .orderBy(sql`${versionRows.instanceId} collate "C"`);
}

/** Tasks of a frozen version with all that is exported of them, in the order given. */
export async function readFrozenTasks(
  { db }: Ctx,
  versionId: string,
  subjects: readonly { readonly instanceId: string }[],
): Promise<readonly ExportTask[]> {
  const ids = subjects.map(({ instanceId }) => instanceId);
  const found = await db
    .select({ row: versionRows, adapter: versionContents.adapter, content: versionContents.content })
    .from(versionRows)
    .innerJoin(versionContents, eq(versionContents.key, versionRows.contentKey))
    .where(and(eq(versionRows.versionId, versionId), inArray(versionRows.instanceId, ids)));
  const thawed = await Promise.all(found.map(thaw));
  const byId = new Map(thawed.map((task) => [task.instanceId, task]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function readRecord(content: Uint8Array): Promise<JsonObject> {
  const record: unknown = JSON.parse((await uncompress(content)).toString("utf8"));
  if (!isJsonObject(record)) throw new Error("A frozen record is no object");
  return record;
}

interface Frozen {
  readonly row: typeof versionRows.$inferSelect;
  readonly adapter: string;
  readonly content: Uint8Array;
}

/** The record is what it was; the task is read from it as an import would. */
async function thaw({ row, adapter, content }: Frozen): Promise<ExportTask> {
  const record = await readRecord(content);
  const adapted = findAdapter(adapter)?.adapt(record);
  if (!adapted?.ok) throw new Error(`The frozen record of ${row.instanceId} can no longer be read as ${adapter}`);
  return {
    id: row.taskId,
    instanceId: row.instanceId,
    status: row.status,
    contentHash: row.contentHash,
    record,
    layout: adapted.layout,
    adapter,
    task: adapted.task,
    ...stateOf(row),
  };
}
