import { z } from "zod";
import type { JsonObject } from "#lib/core/json";
import { type ChosenTask, drop, testOptions, writeTasks } from "#lib/exports/formats/choose-tasks";
import { defineFormat } from "#lib/exports/formats/define-format";
import { columnOptions, rowSteps, taskRecord } from "#lib/exports/formats/task-record";
import type { ExportPiece } from "#lib/exports/model";
import { ColumnSurvey, writeParquet } from "#lib/exports/parquet";

const optionsSchema = z.strictObject({ ...columnOptions, ...testOptions });
type Options = z.output<typeof optionsSchema>;

export const sweBenchJsonl = defineFormat<Options>(optionsSchema, {
  id: "swebench-jsonl",
  contentType: "application/x-ndjson; charset=utf-8",
  fileName: ({ dataset }) => `${dataset}.jsonl`,
  steps: rowSteps,
  open: (ctx, request, signal) =>
    writeTasks(ctx, request, signal, (task) => {
      const record = taskRecord(task, request.options.columns);
      return record ? [{ kind: "line", line: JSON.stringify(record) }] : [withoutColumns(task)];
    }),
});

/** Read twice: the first time tells which columns there are, because a table's schema stands before its rows. */
export const sweBenchParquet = defineFormat<Options>(optionsSchema, {
  id: "swebench-parquet",
  contentType: "application/vnd.apache.parquet",
  fileName: ({ dataset }) => `${dataset}.parquet`,
  steps: rowSteps,
  async *open(ctx, request, signal) {
    const columns = new ColumnSurvey();
    const { options } = request;
    const survey = writeTasks(ctx, request, signal, (task) => {
      const record = taskRecord(task, options.columns);
      if (record) columns.add(record);
      return record ? [] : [withoutColumns(task)];
    });
    for await (const piece of survey) if (piece.kind !== "written") yield piece;
    const written: ExportPiece[] = [];
    for await (const bytes of writeParquet(columns, records())) {
      yield* written.splice(0);
      yield { kind: "bytes", bytes };
    }

    async function* records() {
      const held: { readonly record: JsonObject }[] = [];
      const told = writeTasks(ctx, request, signal, (task) => {
        const record = taskRecord(task, options.columns);
        if (record) held.push({ record });
        return record ? [] : [withoutColumns(task)];
      });
      for await (const piece of told) {
        if (piece.kind === "written") written.push(piece);
        if (held.length > 0) yield held.splice(0);
      }
    }
  },
});

function withoutColumns(task: ChosenTask): ExportPiece {
  return drop(task, "columns", "its schema has no columns for test lists; choose the columns of SWE-bench");
}
