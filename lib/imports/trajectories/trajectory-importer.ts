import type { Ctx } from "#lib/auth/actor";
import type { Importer, ReadItem } from "#lib/imports/importer";
import { openSources } from "#lib/imports/trajectories/open-sources";
import { type PreparedRecord, prepareDocument } from "#lib/imports/trajectories/prepare-document";
import { sortByEffect, writeTrajectories } from "#lib/imports/trajectories/write-trajectories";

interface TrajectoryImport {
  /** Empty while nothing is to be written. */
  readonly id: string;
  readonly dataset: string;
  readonly fileName: string;
  readonly run: string | null;
  readonly model: string | null;
}

/** Opens a file, an archive or a folder as trajectories, each record in the format that its content tells. */
export async function openTrajectoryImporter(
  { db }: Ctx,
  path: string,
  { id: importId, dataset, fileName, run, model }: TrajectoryImport,
  signal: AbortSignal | undefined,
): Promise<Importer<PreparedRecord>> {
  const sources = await openSources(path, fileName, signal);
  return {
    found: { fileFormat: "trajectories", adapter: "trajectories", mapping: [], totalRecords: null },
    items: readItems(sources.documents, run),
    bytesRead: sources.bytesRead,
    sizeOf: ({ json }) => json.length,
    passOver: () => {},
    async foretell(records) {
      const { added, updated, unchanged } = await sortByEffect(db.$client, dataset, records);
      return { added: added.length, updated: updated.length, unchanged: unchanged.length, rejected: 0 };
    },
    write: (sql, records) => writeTrajectories(sql, { importId, dataset, run, model, records }),
  };
}

async function* readItems(
  documents: Awaited<ReturnType<typeof openSources>>["documents"],
  run: string | null,
): AsyncGenerator<ReadItem<PreparedRecord>> {
  let record = 0;
  for await (const document of documents) yield prepareDocument(document, ++record, run);
}
