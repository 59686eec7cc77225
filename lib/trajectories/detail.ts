import { and, asc, eq, isNull, ne, or, sql } from "drizzle-orm";
import { type Ctx, requireRole } from "#lib/auth/actor";
import type { JsonObject } from "#lib/core/json";
import type { TrajectoryFlag, TrajectoryVerdict } from "#lib/core/trajectory/list";
import type { TrajectoryFormat } from "#lib/core/trajectory/model";
import type { StepOutline } from "#lib/core/trajectory/outline";
import type { Database } from "#lib/db/client";
import { imports, taskTexts, trajectories, trajectoryRecords, trajectoryTexts } from "#lib/db/schema";
import { isRowId } from "#lib/trajectories/row-id";
import { readStoredHead, readStoredOutline, readStoredProblems, type StoredProblem } from "#lib/trajectories/stored";

export interface TrajectoryDetail {
  readonly id: number;
  readonly dataset: string;
  readonly instanceId: string;
  readonly taskId: number | null;
  readonly repo: string | null;
  /** Of a sub-agent: the trajectory that handed it its work. */
  readonly parentId: number | null;
  readonly run: string | null;
  readonly attempt: number | null;
  readonly format: TrajectoryFormat;
  readonly formatVersion: string | null;
  readonly scaffold: string | null;
  readonly scaffoldVersion: string | null;
  readonly model: string | null;
  readonly parameters: JsonObject;
  readonly exitStatus: string | null;
  readonly verdict: TrajectoryVerdict | null;
  readonly flags: readonly TrajectoryFlag[];
  readonly steps: number;
  readonly turns: number;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly costUsd: number | null;
  readonly durationSeconds: number | null;
  readonly startedAt: Date | null;
  readonly notes: string | null;
  readonly continuedIn: string | null;
  readonly outline: readonly StepOutline[];
  readonly problems: readonly StoredProblem[];
  /** Null where the source does not say. */
  readonly finalPatch: string | null;
  /** Null where the dataset has no task of this name. */
  readonly goldPatch: string | null;
  /** Those embedded in this one, and those whose files lay beside its own. */
  readonly subagents: readonly SubagentCandidate[];
  readonly source: { readonly importId: string; readonly fileName: string; readonly sizeBytes: number };
}

/** A trajectory that may be a sub-agent's, by the names that a step may call it by. */
export interface SubagentCandidate {
  readonly id: number;
  readonly trajectoryId: string | null;
  readonly sessionId: string | null;
  /** Null where it is embedded. */
  readonly fileName: string | null;
  readonly steps: number;
}

/** Everything of a trajectory but its steps. */
export async function findTrajectory({ actor, db }: Ctx, id: number): Promise<TrajectoryDetail | undefined> {
  requireRole(actor, "viewer");
  if (!isRowId(id)) return undefined;
  const [found] = await db
    .select({
      row: trajectories,
      texts: trajectoryTexts,
      goldPatch: taskTexts.patch,
      importId: trajectoryRecords.importId,
      recordFile: trajectoryRecords.fileName,
      sizeBytes: trajectoryRecords.sizeBytes,
      importFile: imports.fileName,
    })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .innerJoin(trajectoryRecords, eq(trajectoryRecords.id, trajectories.recordId))
    .innerJoin(imports, eq(imports.id, trajectoryRecords.importId))
    .leftJoin(taskTexts, eq(taskTexts.taskId, trajectories.taskId))
    .where(eq(trajectories.id, id));
  if (!found) return undefined;
  const { row, texts, goldPatch, importId, recordFile, importFile, sizeBytes } = found;
  const head = readStoredHead(texts.head);
  const outline = readStoredOutline(texts.outline);
  const hasSubagents = outline.some(({ kind, actions }) => kind === "subagent" || actions.includes("subagent"));
  return {
    ...row,
    formatVersion: head.formatVersion,
    scaffoldVersion: head.agent.version,
    parameters: head.agent.parameters,
    notes: head.notes,
    continuedIn: head.continuedIn,
    outline,
    problems: readStoredProblems(texts.problems),
    finalPatch: texts.finalPatch,
    goldPatch,
    subagents: await listCandidates(db, { id, importId, fileName: recordFile, hasSubagents }),
    source: { importId, fileName: recordFile || importFile, sizeBytes },
  };
}

const mostBeside = 200;

async function listCandidates(
  db: Database,
  { id, importId, fileName, hasSubagents }: { id: number; importId: string; fileName: string; hasSubagents: boolean },
): Promise<SubagentCandidate[]> {
  const folder = fileName.slice(0, fileName.lastIndexOf("/") + 1);
  const isEmbedded = eq(trajectories.parentId, id);
  const isBeside = and(
    eq(trajectoryRecords.importId, importId),
    sql`starts_with(${trajectoryRecords.fileName}, ${folder})`,
    ne(trajectories.id, id),
    isNull(trajectories.parentId),
  );
  const rows = await db
    .select({
      id: trajectories.id,
      steps: trajectories.steps,
      head: trajectoryTexts.head,
      fileName: sql<string | null>`case when ${isEmbedded} then null else ${trajectoryRecords.fileName} end`,
    })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .innerJoin(trajectoryRecords, eq(trajectoryRecords.id, trajectories.recordId))
    .where(hasSubagents ? or(isEmbedded, isBeside) : isEmbedded)
    .orderBy(asc(trajectories.parentId), asc(trajectories.id))
    .limit(mostBeside);
  return rows.map(({ head, ...row }) => {
    const { trajectoryId, sessionId } = readStoredHead(head);
    return { ...row, trajectoryId, sessionId };
  });
}
