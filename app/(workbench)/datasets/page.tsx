import { Database, Upload } from "lucide-react";
import Link from "next/link";
import { pageCtx } from "#app/_request/page-ctx";
import { DatasetTable } from "#components/datasets/dataset-table";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { hasRole } from "#lib/core/role";
import { listDatasets } from "#lib/datasets/queries";

export const metadata = { title: "Datasets" };

export default async function DatasetsPage() {
  const ctx = await pageCtx();
  const datasets = await listDatasets(ctx);
  const importButton = hasRole(ctx.actor.role, "curator") ? (
    <Button asChild look="primary">
      <Link href="/datasets/new">
        <Upload /> Import
      </Link>
    </Button>
  ) : null;
  return (
    <main>
      <PageHeader title="Datasets">{importButton}</PageHeader>
      {datasets.length > 0 ? (
        <DatasetTable datasets={datasets} />
      ) : (
        <Notice icon={Database} title="No datasets yet" actions={importButton}>
          A dataset is a named collection of tasks. Importing a file makes one.
        </Notice>
      )}
    </main>
  );
}
