import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cancelImportAction, startImportAction } from "#app/_actions/imports";
import { pageCtx } from "#app/_request/page-ctx";
import { ImportProgress } from "#components/imports/import-progress";
import { MappingTable } from "#components/imports/mapping-table";
import { RejectTable } from "#components/imports/reject-table";
import { UnknownTaskList } from "#components/imports/unknown-task-list";
import { hasRole } from "#lib/core/role";
import { findImport, listRejects } from "#lib/imports/queries";
import { listUnknownTasks } from "#lib/trajectories/unknown-tasks";

export const metadata: Metadata = { title: "Import" };

const shownRejects = 100;

export default async function ImportPage({ params }: PageProps<"/datasets/[slug]/imports/[id]">) {
  const [ctx, { id, slug }] = await Promise.all([pageCtx(), params]);
  const [row, rejects] = await Promise.all([
    findImport(ctx, id),
    listRejects(ctx, id, { after: 0, limit: shownRejects }),
  ]);
  if (!row || row.dataset !== slug) notFound();
  const unknown = row.kind === "trajectories" ? await listUnknownTasks(ctx, id) : null;
  return (
    <main className="pb-10">
      <ImportProgress
        key={row.state}
        row={row}
        canWrite={hasRole(ctx.actor.role, "curator")}
        onStart={startImportAction}
        onCancel={cancelImportAction}
      />
      {rejects.length > 0 ? <RejectTable importId={row.id} rejects={rejects} total={row.rejected} /> : null}
      {unknown && unknown.instanceIds.length > 0 ? <UnknownTaskList dataset={slug} unknown={unknown} /> : null}
      {row.mapping && row.mapping.length > 0 ? <MappingTable mapping={row.mapping} /> : null}
    </main>
  );
}
