import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "#lib/auth/actor";
import {
  findReportedBatch,
  listInstanceReports,
  type ReportRequest,
  reportEvaluation,
} from "#lib/runs/evaluation-report";
import { folderName } from "#lib/runs/folder-name";
import { readRunLog } from "#lib/runs/log";

export interface WrittenReports {
  /** The path of the summary. */
  readonly summary: string;
  readonly instances: number;
}

/**
 * Writes an evaluation as the harness leaves one in a folder: the summary `<model>.<run>.json`, and below
 * `logs/run_evaluation/<run>/<model>/<instance>` the report, the patch and the log of each.
 */
export async function writeReports(ctx: Ctx, request: ReportRequest, folder: string): Promise<WrittenReports> {
  const { id, model } = await findReportedBatch(ctx, request.batchId);
  const summary = join(folder, `${folderName(model)}.${id}.json`);
  const runFolder = join(folder, "logs", "run_evaluation", id, folderName(model));
  await mkdir(runFolder, { recursive: true });
  await writeFile(summary, formatJson(await reportEvaluation(ctx, request)));
  let instances = 0;
  for await (const step of listInstanceReports(ctx, request)) {
    for (const { runId, instanceId, patch, report } of step) {
      const inside = join(runFolder, folderName(instanceId));
      await mkdir(inside, { recursive: true });
      await writeFile(join(inside, "report.json"), formatJson(report));
      await writeFile(join(inside, "patch.diff"), patch);
      const log = await readRunLog(ctx, runId);
      if (log) await writeFile(join(inside, "test_output.txt"), log);
      instances++;
    }
  }
  return { summary, instances };
}

function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 4)}\n`;
}
