import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requestExportAction } from "#app/_actions/exports";
import { pageCtx } from "#app/_request/page-ctx";
import { DatasetTabs } from "#components/datasets/dataset-tabs";
import { EarlierExports } from "#components/exports/earlier-exports";
import { ExportButton } from "#components/exports/export-button";
import { ExportTable } from "#components/exports/export-table";
import { NoExports } from "#components/exports/no-exports";
import { PageHeader } from "#components/ui/page-header";
import { hasRole } from "#lib/core/role";
import { findDataset } from "#lib/datasets/queries";
import { loadExportPage } from "#lib/exports/page-params";
import { listExports } from "#lib/exports/queries";

export const metadata: Metadata = { title: "Exports" };

const pageSize = 100;

export default async function ExportsPage({ params, searchParams }: PageProps<"/datasets/[slug]/exports">) {
  const [ctx, { slug }, { before }] = await Promise.all([pageCtx(), params, loadExportPage(searchParams)]);
  const [dataset, found] = await Promise.all([
    findDataset(ctx, slug),
    listExports(ctx, slug, { before, limit: pageSize + 1 }),
  ]);
  const exports = found.slice(0, pageSize);
  if (!dataset) notFound();
  const canExport = hasRole(ctx.actor.role, "curator");
  return (
    <main className="pb-10">
      <PageHeader title={dataset.title}>
        {canExport ? (
          <ExportButton
            look="primary"
            datasets={[slug]}
            chosen={slug}
            condition="approved"
            onRequest={requestExportAction}
          />
        ) : null}
      </PageHeader>
      <DatasetTabs slug={slug} current="exports" />
      {exports.length > 0 ? <ExportTable exports={exports} /> : <NoExports canExport={canExport} />}
      <EarlierExports path={`/datasets/${slug}/exports`} last={found.length > pageSize ? exports.at(-1) : undefined} />
    </main>
  );
}
