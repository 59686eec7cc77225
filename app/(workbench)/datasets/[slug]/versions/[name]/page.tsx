import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requestExportAction } from "#app/_actions/exports";
import { pageCtx } from "#app/_request/page-ctx";
import { DatasetTabs } from "#components/datasets/dataset-tabs";
import { EarlierExports } from "#components/exports/earlier-exports";
import { ExportButton } from "#components/exports/export-button";
import { ExportTable } from "#components/exports/export-table";
import { VersionHeader } from "#components/versions/version-header";
import { hasRole } from "#lib/core/role";
import { loadExportPage } from "#lib/exports/page-params";
import { listExports } from "#lib/exports/queries";
import { findVersion } from "#lib/exports/versions/queries";

export const metadata: Metadata = { title: "Version" };

const pageSize = 100;

export default async function VersionPage({ params, searchParams }: PageProps<"/datasets/[slug]/versions/[name]">) {
  const [ctx, { slug, name }, { before }] = await Promise.all([pageCtx(), params, loadExportPage(searchParams)]);
  const version = (await findVersion(ctx, slug, decodeURIComponent(name))) ?? notFound();
  const found = await listExports(ctx, slug, { versionId: version.id, before, limit: pageSize + 1 });
  const own = found.slice(0, pageSize);
  return (
    <main className="pb-10">
      <VersionHeader version={version}>
        {hasRole(ctx.actor.role, "curator") ? (
          <ExportButton
            look="primary"
            subject="tasks"
            datasets={[slug]}
            version={version.name}
            chosen={`${slug} ${version.name}`}
            condition="any"
            onRequest={requestExportAction}
          />
        ) : null}
      </VersionHeader>
      <DatasetTabs slug={slug} current="versions" />
      <h2 className="px-4 pb-2 text-sm font-semibold">Exports of this version</h2>
      {own.length > 0 ? (
        <ExportTable exports={own} />
      ) : (
        <p className="px-4 text-muted">None yet. Its files stay for as long as the version does.</p>
      )}
      <EarlierExports
        path={`/datasets/${slug}/versions/${name}`}
        last={found.length > pageSize ? own.at(-1) : undefined}
      />
    </main>
  );
}
