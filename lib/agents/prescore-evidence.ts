import { asc, eq } from "drizzle-orm";
import type { Evidence } from "#lib/core/review/prescore-prompt";
import { formatStepMarkdown } from "#lib/core/trajectory/format-step-markdown";
import type { Step } from "#lib/core/trajectory/model";
import type { Queryable } from "#lib/db/client";
import { taskTexts, trajectories, trajectorySteps, trajectoryTexts } from "#lib/db/schema";

interface Subject {
  readonly taskId: number | null;
  readonly trajectoryId: number | null;
}

interface SubjectEvidence {
  /** Of the task or trajectory that it shows; null where that is gone. */
  readonly contentHash: string | null;
  readonly evidence: readonly Evidence[];
}

/** What a model is shown of an item: its task, and of a trajectory what was done and handed in. */
export async function loadEvidence(db: Queryable, { taskId, trajectoryId }: Subject): Promise<SubjectEvidence> {
  return trajectoryId === null ? loadTask(db, taskId) : loadTrajectory(db, trajectoryId);
}

async function loadTrajectory(db: Queryable, trajectoryId: number): Promise<SubjectEvidence> {
  const [row] = await db
    .select({
      contentHash: trajectories.contentHash,
      taskId: trajectories.taskId,
      patch: trajectoryTexts.finalPatch,
    })
    .from(trajectories)
    .innerJoin(trajectoryTexts, eq(trajectoryTexts.trajectoryId, trajectories.id))
    .where(eq(trajectories.id, trajectoryId));
  if (!row) return nothing;
  const task = await loadTask(db, row.taskId);
  return {
    contentHash: row.contentHash,
    evidence: [
      ...task.evidence,
      { title: "Trajectory", text: await loadSteps(db, trajectoryId) },
      { title: "Final patch of the trajectory", text: row.patch ?? "" },
    ],
  };
}

async function loadTask(db: Queryable, taskId: number | null): Promise<SubjectEvidence> {
  if (taskId === null) return nothing;
  const [texts] = await db.select().from(taskTexts).where(eq(taskTexts.taskId, taskId));
  if (!texts) return nothing;
  return {
    contentHash: texts.contentHash,
    evidence: [
      { title: "Issue", text: texts.problemStatement },
      { title: "Gold patch", text: texts.patch },
      { title: "Test patch", text: texts.testPatch },
      { title: "Tests that the gold patch makes pass", text: texts.failToPassTests.join("\n") },
    ],
  };
}

const nothing: SubjectEvidence = { contentHash: null, evidence: [] };

async function loadSteps(db: Queryable, trajectoryId: number): Promise<string> {
  const rows = await db
    .select({ body: trajectorySteps.body })
    .from(trajectorySteps)
    .where(eq(trajectorySteps.trajectoryId, trajectoryId))
    .orderBy(asc(trajectorySteps.number));
  // An import wrote each body from a step; nothing else writes them.
  return rows.map(({ body }) => formatStepMarkdown(JSON.parse(body) as Step)).join("\n");
}
