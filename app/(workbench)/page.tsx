import Link from "next/link";
import { pageCtx } from "#app/_request/page-ctx";
import { DatasetTable } from "#components/datasets/dataset-table";
import { ImportTable } from "#components/imports/import-table";
import { FirstTasks } from "#components/tasks/first-tasks";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { hasRole } from "#lib/core/role";
import { listDatasets } from "#lib/datasets/queries";
import { formatAmount } from "#lib/format";
import { listRecentImports } from "#lib/imports/queries";

export default async function OverviewPage() {
  const ctx = await pageCtx();
  const [datasets, imports] = await Promise.all([listDatasets(ctx), listRecentImports(ctx)]);
  const tasks = datasets.reduce((sum, dataset) => sum + dataset.taskCount, 0);
  if (datasets.length === 0) {
    return (
      <main>
        <FirstTasks canImport={hasRole(ctx.actor.role, "curator")} />
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
