import { Database } from "lucide-react";
import Link from "next/link";
import { pageCtx } from "#app/_request/page-ctx";
import { DatasetTable } from "#components/datasets/dataset-table";
import { ImportTable } from "#components/imports/import-table";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { hasRole } from "#lib/core/role";
import { listDatasets } from "#lib/datasets/queries";
import { formatAmount } from "#lib/format";
import { listRecentImports } from "#lib/imports/queries";

export default async function OverviewPage() {
  const ctx = await pageCtx();
  const [datasets, imports] = await Promise.all([listDatasets(ctx), listRecentImports(ctx)]);
  const tasks = datasets.reduce((sum, dataset) => sum + dataset.taskCount, 0);
  const canImport = hasRole(ctx.actor.role, "curator");
  if (datasets.length === 0) {
    return (
      <main>
        <Notice
          icon={Database}
          title="Nothing is here yet"
          actions={
            canImport ? (
              <Button asChild look="primary">
                <Link href="/datasets/new">Import a file</Link>
              </Button>
            ) : null
          }
        >
          Assay shows datasets of tasks for software-engineering agents. Import the first one.
        </Notice>
      </main>
    );
  }
  return (
    <main className="pb-10">
      <PageHeader title="Overview">
        <Button asChild look="primary">
          <Link href="/tasks">Browse {formatAmount(tasks, "task")}</Link>
        </Button>
      </PageHeader>
      <DatasetTable datasets={datasets} />
      <h2 className="px-4 pt-6 pb-2 text-sm font-semibold">Latest imports</h2>
      <ImportTable imports={imports} />
    </main>
  );
}
