import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { cancelBatchAction, retryBatchAction } from "#app/_actions/runs";
import { pageCtx } from "#app/_request/page-ctx";
import { BatchView } from "#components/runs/batch-view";
import { hasRole } from "#lib/core/role";
import { listBatchTasks } from "#lib/runs/batch-tasks";
import { describeBatch } from "#lib/runs/describe";
import { loadBatchTaskParams } from "#lib/runs/filters";
import { measureProgress } from "#lib/runs/progress";
import { findBatch, listWorkers } from "#lib/runs/queries";

type Props = PageProps<"/runs/batches/[id]">;

/** Once a request: the page and its title ask for the same batch. */
const requireBatch = cache(async (id: string) => (await findBatch(await pageCtx(), id)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: describeBatch(await requireBatch((await params).id)) };
}

export default async function BatchPage({ params: route, searchParams }: Props) {
  const [ctx, batch, params] = await Promise.all([
    pageCtx(),
    route.then(({ id }) => requireBatch(id)),
    loadBatchTaskParams(searchParams),
  ]);
  const [measured, tasks, workers] = await Promise.all([
    measureProgress(ctx, [batch.id]),
    listBatchTasks(ctx, batch.id, params),
    listWorkers(ctx),
  ]);
  const progress = measured.get(batch.id) ?? notFound();
  const deeds = { cancel: cancelBatchAction, retry: retryBatchAction };
  return (
    <main>
      <BatchView
        batch={batch}
        initial={{ progress, tasks }}
        params={params}
        hasWorker={workers.some((worker) => worker.isAlive)}
        deeds={hasRole(ctx.actor.role, "curator") ? deeds : null}
      />
    </main>
  );
}
