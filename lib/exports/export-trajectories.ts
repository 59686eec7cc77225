import type { Ctx } from "#lib/auth/actor";
import { exportContentTypes } from "#lib/exports/export-tasks";
import { csvLines, encodeText } from "#lib/exports/text-lines";
import { readBatches } from "#lib/lists/read-batches";
import { type TrajectoryColumnId, trajectoryColumns } from "#lib/trajectories/columns";
import type { TrajectoryFilters, TrajectoryOrder, TrajectoryRow } from "#lib/trajectories/list-model";
import { listTrajectoryRows } from "#lib/trajectories/queries";

export const trajectoryExportFormats = ["jsonl", "csv"] as const;
type TrajectoryExportFormat = (typeof trajectoryExportFormats)[number];

interface TrajectoryExportRequest {
  readonly format: TrajectoryExportFormat;
  readonly filters: TrajectoryFilters & TrajectoryOrder;
  /** Only these of the trajectories, or all that match where null. */
  readonly ids: readonly number[] | null;
  /** The columns of a CSV. */
  readonly columns: readonly TrajectoryColumnId[];
}

export const trajectoryExportContentTypes: Record<TrajectoryExportFormat, string> = {
  jsonl: exportContentTypes.jsonl,
  csv: exportContentTypes.csv,
};

const batchSize = 500;

/** The bytes of a download, made as they are read: what the list knows of each trajectory, in its order. */
export async function* exportTrajectories(ctx: Ctx, request: TrajectoryExportRequest): AsyncGenerator<Uint8Array> {
  const batches = readBatches((cursor) =>
    listTrajectoryRows(ctx, { ...request.filters, ids: request.ids, cursor, limit: batchSize }),
  );
  switch (request.format) {
    case "jsonl":
      return yield* encodeText(jsonLines(batches));
    case "csv":
      return yield* encodeText(csvLines(trajectoryColumns, request.columns, batches, csvValue));
  }
}

async function* jsonLines(batches: AsyncIterable<readonly TrajectoryRow[]>): AsyncGenerator<string> {
  for await (const batch of batches) yield batch.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function csvValue(row: TrajectoryRow, column: TrajectoryColumnId): string | number | null {
  switch (column) {
    case "importedAt":
      return row.importedAt.toISOString();
    case "flags":
      return row.flags.join(" ");
    default:
      return row[column];
  }
}
