import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Trajectory } from "#lib/core/trajectory/model";
import type { StepOutline } from "#lib/core/trajectory/outline";
import { outlineOf } from "#lib/core/trajectory/testing/sample-steps";
import type { Database } from "#lib/db/client";
import { datasets, imports, trajectories, trajectoryRecords, trajectorySteps, trajectoryTexts } from "#lib/db/schema";

type TrajectoryInsert = typeof trajectories.$inferInsert;
type Change = Partial<TrajectoryInsert> & { readonly outline?: readonly StepOutline[] };

/** Stores a trajectory and its sub-agents as an import would, with a plain outline where none is given; gives its id. */
export async function insertTrajectory(db: Database, trajectory: Trajectory, change: Change = {}): Promise<number> {
  const dataset = change.dataset ?? "d";
  const recordId = change.recordId ?? (await insertRecord(db, trajectory, dataset));
  const { steps, subagents, ...head } = trajectory;
  const { outline = outlineOf(steps), ...columns } = change;
  const content = JSON.stringify([trajectory, change.parentId ?? null, columns.instanceId ?? null, recordId]);
  const [row] = await db
    .insert(trajectories)
    .values({
      dataset,
      instanceId: trajectory.instanceId ?? "owner__name-1",
      recordId,
      attempt: trajectory.attempt,
      format: trajectory.format,
      scaffold: trajectory.agent.scaffold,
      model: trajectory.agent.model,
      exitStatus: trajectory.exitStatus,
      flags: [],
      steps: steps.length,
      turns: steps.filter(({ kind }) => kind === "agent").length,
      toolCalls: steps.reduce((sum, step) => sum + (step.kind === "agent" ? step.calls.length : 0), 0),
      errors: outline.filter(({ isError }) => isError).length,
      testRuns: outline.filter(({ testRun }) => testRun).length,
      promptTokens: trajectory.totals.promptTokens,
      completionTokens: trajectory.totals.completionTokens,
      costUsd: trajectory.totals.costUsd,
      contentHash: createHash("sha256").update(content).digest("hex"),
      ...columns,
    })
    .returning({ id: trajectories.id });
  if (!row) throw new Error("An insert gave no row back");
  await db.insert(trajectoryTexts).values({
    trajectoryId: row.id,
    head: JSON.stringify(head),
    measures: "{}",
    outline: JSON.stringify(outline),
    finalPatch: trajectory.finalPatch,
    problems: "[]",
  });
  const bodies = steps.map((step) => ({ trajectoryId: row.id, number: step.number, body: JSON.stringify(step) }));
  for (let at = 0; at < bodies.length; at += 200) {
    await db.insert(trajectorySteps).values(bodies.slice(at, at + 200));
  }
  for (const subagent of subagents) {
    await insertTrajectory(db, subagent, { dataset, parentId: row.id, recordId });
  }
  return row.id;
}

async function insertRecord(db: Database, trajectory: Trajectory, dataset: string): Promise<number> {
  await db.insert(datasets).values({ slug: dataset, title: dataset }).onConflictDoNothing();
  const content = Buffer.from(JSON.stringify(trajectory));
  const [stored] = await db
    .insert(imports)
    .values({
      dataset,
      state: "succeeded",
      fileName: "trajectory.json",
      fileSizeBytes: content.length,
      createdBy: "curator@example.org",
    })
    .returning({ id: imports.id });
  if (!stored) throw new Error("An insert gave no row back");
  const [record] = await db
    .insert(trajectoryRecords)
    .values({
      importId: stored.id,
      fileName: "trajectory.json",
      position: {},
      content: gzipSync(content),
      sizeBytes: content.length,
    })
    .returning({ id: trajectoryRecords.id });
  if (!record) throw new Error("An insert gave no row back");
  return record.id;
}
