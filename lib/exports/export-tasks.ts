import type { Ctx } from "#lib/auth/actor";
import type { TaskSortKey } from "#lib/core/task/list";
import { streamSnapshot } from "#lib/db/snapshot";
import { type ExportRecord, streamParquet } from "#lib/exports/parquet";
import { csvLines, encodeText } from "#lib/exports/text-lines";
import { listTaskBatches } from "#lib/tasks/batches";
import { taskColumns } from "#lib/tasks/columns";
import { restoreRecords } from "#lib/tasks/detail";
import type { TaskFilters, TaskOrder, TaskRow } from "#lib/tasks/model";

export const exportFormats = ["jsonl", "csv", "parquet"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest {
  readonly format: ExportFormat;
  readonly filters: TaskFilters & TaskOrder;
  /** Only these of the tasks, or all that match where null. */
  readonly ids: readonly number[] | null;
  /** The columns of a CSV. */
  readonly columns: readonly TaskSortKey[];
}

export const exportContentTypes: Record<ExportFormat, string> = {
  jsonl: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};

/** The bytes of a download, made as they are read. Records come as their files had them, in the order of the list. */
export async function* exportTasks(ctx: Ctx, request: ExportRequest): AsyncGenerator<Uint8Array> {
  switch (request.format) {
    case "jsonl":
      return yield* encodeText(jsonLines(ctx, request));
    case "csv":
      return yield* encodeText(
        csvLines(taskColumns, request.columns, listTaskBatches(ctx, request.filters, request.ids), csvValue),
      );
    case "parquet":
      // Its records are read twice.
      return yield* streamSnapshot(ctx.db, (db) => streamParquet(() => records({ ...ctx, db }, request)));
  }
}

async function* records(ctx: Ctx, request: ExportRequest): AsyncGenerator<ExportRecord[]> {
  for await (const batch of listTaskBatches(ctx, request.filters, request.ids)) {
    yield await restoreRecords(
      ctx,
      batch.map((task) => task.id),
    );
  }
}

async function* jsonLines(ctx: Ctx, request: ExportRequest): AsyncGenerator<string> {
  for await (const batch of records(ctx, request)) {
    yield batch.map(({ record }) => `${JSON.stringify(record)}\n`).join("");
  }
}

function csvValue(task: TaskRow, id: TaskSortKey): string | number | null {
  return id === "createdAt" ? (task.createdAt?.toISOString() ?? null) : task[id];
}
