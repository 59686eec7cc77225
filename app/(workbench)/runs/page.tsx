import { FileDiff } from "lucide-react";
import Link from "next/link";
import { Suspense } from "react";
import { pageCtx } from "#app/_request/page-ctx";
import { RunsOverview } from "#components/runs/runs-overview";
import { RunsSkeleton } from "#components/runs/runs-skeleton";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { hasRole } from "#lib/core/role";
import { loadBatchListParams } from "#lib/runs/filters";
import { measureProgress } from "#lib/runs/progress";
import { listBatches, listWorkers } from "#lib/runs/queries";

export const metadata = { title: "Runs" };

export default function RunsPage({ searchParams }: PageProps<"/runs">) {
  return (
    <main>
      <PageHeader title="Runs">
        <Button asChild>
          <Link href="/runs/predictions">
            <FileDiff /> Predictions
          </Link>
        </Button>
      </PageHeader>
      <Suspense fallback={<RunsSkeleton label="Batches are loading" />}>
        <Overview searchParams={searchParams} />
      </Suspense>
    </main>
  );
}

async function Overview({ searchParams }: Pick<PageProps<"/runs">, "searchParams">) {
  const [ctx, params] = await Promise.all([pageCtx(), loadBatchListParams(searchParams)]);
  const [batches, workers] = await Promise.all([listBatches(ctx, params), listWorkers(ctx)]);
  const progress = await measureProgress(
    ctx,
    batches.items.map(({ id }) => id),
  );
  return (
    <RunsOverview
      initial={{ batches, progress, workers }}
      params={params}
      canWrite={hasRole(ctx.actor.role, "curator")}
    />
  );
}
