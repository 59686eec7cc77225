import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "#lib/auth/actor";
import { trajectories, trajectoryTexts } from "#lib/db/schema";
import { fail } from "#lib/errors";
import { defineFormat } from "#lib/exports/formats/define-format";
import type { ExportPiece, ExportRequest } from "#lib/exports/model";
import { trajectoryCondition } from "#lib/exports/trajectory-condition";
import { trajectoryName } from "#lib/exports/trajectory-name";

const optionsSchema = z.strictObject({
  verdict: z.enum(["any", "resolved"]).default("any"),
  attempts: z.enum(["first", "all"]).default("first"),
});
type Options = z.output<typeof optionsSchema>;

export const predictions = defineFormat<Options>(optionsSchema, {
  id: "predictions",
  contentType: "application/x-ndjson; charset=utf-8",
  fileName: ({ dataset }) => `${dataset}.predictions.jsonl`,
  steps: ({ condition, options }) => [
    ...(condition === "approved" ? ["approved"] : []),
    ...(options.verdict === "resolved" ? ["resolved"] : []),
    ...(options.attempts === "first" ? ["attempts"] : []),
  ],
  async *open(ctx, request, signal) {
    const subjects = await listSubjects(ctx, request);
    yield { kind: "matched", count: subjects.length };
    const passed: Subject[] = [];
    const taken = new Set<string>();
    for (const subject of subjects) {
      const refusal = refuse(subject, request, taken);
      if (refusal) yield refusal;
      else passed.push(subject);
    }
    if (request.options.attempts === "first") requireOneModel(passed);
    for (let from = 0; from < passed.length; from += batchSize) {
      signal.throwIfAborted();
      yield* await formatBatch(ctx, passed.slice(from, from + batchSize), request.options);
    }
  },
});

const batchSize = 100;

interface Subject {
  readonly id: number;
  readonly instanceId: string;
  readonly model: string | null;
  readonly verdict: string | null;
  readonly decision: string | null;
  readonly contentHash: string;
}

/** By instance, model and attempt; equal ones by what they hold, so that their order does not hang on their numbers. */
async function listSubjects(ctx: Ctx, request: ExportRequest): Promise<readonly Subject[]> {
  const matches = await trajectoryCondition(ctx, request);
  return ctx.db
    .select({
      id: trajectories.id,
      instanceId: trajectories.instanceId,
      model: trajectories.model,
      verdict: trajectories.verdict,
      decision: trajectories.decision,
      contentHash: trajectories.contentHash,
    })
    .from(trajectories)
    .where(matches)
    .orderBy(
      sql`${trajectories.instanceId} collate "C"`,
      sql`coalesce(${trajectories.model}, '') collate "C"`,
      sql`${trajectories.attempt} nulls last`,
      sql`${trajectories.contentHash} collate "C"`,
    );
}

function refuse(
  subject: Subject,
  { condition, options }: ExportRequest<Options>,
  taken: Set<string>,
): ExportPiece | undefined {
  const { instanceId, model, verdict, decision } = subject;
  const drop = (step: string, reason: string): ExportPiece => ({
    kind: "dropped",
    id: trajectoryName(subject),
    step,
    reason,
  });
  if (condition === "approved" && decision !== "approved")
    return drop("approved", decision === null ? "not reviewed" : decision);
  if (options.verdict === "resolved" && verdict !== "resolved") return drop("resolved", verdict ?? "no verdict");
  const place = JSON.stringify([instanceId, model]);
  if (options.attempts === "first" && taken.has(place)) return drop("attempts", "an earlier attempt is in the file");
  taken.add(place);
  return undefined;
}

/** The harness reads a file by instance, and takes the last prediction of each: those of another model would be lost. */
function requireOneModel(passed: readonly Subject[]): void {
  const models = [...new Set(passed.map(modelOf))];
  if (models.length < 2) return;
  const some = models
    .slice(0, mostNamed)
    .join(", ")
    .concat(models.length > mostNamed ? ", …" : "");
  fail(
    "invalid",
    `These are of ${models.length} models (${some}), and the harness takes one prediction a task: choose a model by the filter (model=…), or export all attempts`,
  );
}

const mostNamed = 5;

function modelOf({ model }: Subject): string {
  return model ?? "unknown";
}

/** An empty patch is a prediction too. */
async function formatBatch({ db }: Ctx, batch: readonly Subject[], { verdict }: Options): Promise<ExportPiece[]> {
  const found = await db
    .select({ id: trajectoryTexts.trajectoryId, patch: trajectoryTexts.finalPatch })
    .from(trajectoryTexts)
    .where(
      inArray(
        trajectoryTexts.trajectoryId,
        batch.map(({ id }) => id),
      ),
    );
  const patches = new Map(found.map(({ id, patch }) => [id, patch]));
  return batch.flatMap((subject): ExportPiece[] => {
    const prediction = {
      instance_id: subject.instanceId,
      model_name_or_path: modelOf(subject),
      model_patch: patches.get(subject.id) ?? "",
    };
    return [
      { kind: "line", line: JSON.stringify(prediction) },
      {
        kind: "written",
        id: trajectoryName(subject),
        contentHash: subject.contentHash,
        subjectId: subject.id,
        isVerdictUsed: verdict === "resolved",
      },
    ];
  });
}
