import { defineFormat } from "#lib/exports/formats/define-format";
import type { ExportPiece } from "#lib/exports/model";
import { type SampleEvent, type SampleOptions, sampleOptionsSchema, stepsOf } from "#lib/exports/samples/model";
import { streamSamples } from "#lib/exports/samples/stream-samples";
import { trajectoryName } from "#lib/exports/trajectory-name";

export const samples = defineFormat<SampleOptions>(sampleOptionsSchema, {
  id: "samples",
  contentType: "application/x-ndjson; charset=utf-8",
  fileName: ({ dataset, options }) => `${dataset}.${options.format}.jsonl`,
  steps: stepsOf,
  async *open(ctx, request, signal) {
    for await (const event of streamSamples(ctx, request, signal)) yield* piecesOf(event);
  },
});

function piecesOf(event: SampleEvent): readonly ExportPiece[] {
  const id = trajectoryName(event);
  if (event.kind === "dropped") return [{ kind: "dropped", id, step: event.step, reason: event.reason }];
  const { line, contentHash, redactions } = event;
  return [
    { kind: "line", line },
    // The verdict stands in the sample.
    { kind: "written", id, contentHash, subjectId: event.id, isVerdictUsed: true },
    ...redactions.map(({ kind: secret, path, count }): ExportPiece => ({ kind: "redacted", id, secret, path, count })),
  ];
}
