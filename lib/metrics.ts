import { count, sql } from "drizzle-orm";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Database } from "#lib/db/client";
import { imports, taskFacets } from "#lib/db/schema";

interface Metrics {
  readonly registry: Registry;
  readonly tasks: Gauge<"dataset">;
  readonly imports: Gauge<"state">;
}

declare global {
  var assayMetrics: Metrics | undefined;
}

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/** This process's own figures, and what the database holds. */
export async function collectMetrics(db: Database): Promise<string> {
  globalThis.assayMetrics ??= createMetrics();
  const metrics = globalThis.assayMetrics;
  const [taskCounts, importCounts] = await Promise.all([
    db
      .select({ dataset: taskFacets.dataset, count: sql<number>`sum(${taskFacets.count})::int` })
      .from(taskFacets)
      .groupBy(taskFacets.dataset),
    db.select({ state: imports.state, count: count() }).from(imports).groupBy(imports.state),
  ]);
  metrics.tasks.reset();
  for (const row of taskCounts) metrics.tasks.set({ dataset: row.dataset }, row.count);
  metrics.imports.reset();
  for (const row of importCounts) metrics.imports.set({ state: row.state }, row.count);
  return metrics.registry.metrics();
}

function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "assay_" });
  return {
    registry,
    tasks: new Gauge({ name: "assay_tasks", help: "Tasks in a dataset", labelNames: ["dataset"], registers }),
    imports: new Gauge({ name: "assay_imports", help: "Imports in a state", labelNames: ["state"], registers }),
  };
}
