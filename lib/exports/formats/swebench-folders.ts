import { z } from "zod";
import { formatSweBenchConfig, formatSweBenchFolder } from "#lib/core/export/swebench-folder";
import { refuseSweBenchFolder } from "#lib/core/export/swebench-refusal";
import { drop, type TestOptions, taskSteps, testOptions, writeTasks } from "#lib/exports/formats/choose-tasks";
import { defineFormat } from "#lib/exports/formats/define-format";
import { openFolders } from "#lib/exports/formats/folder-subject";
import type { ExportPiece } from "#lib/exports/model";

export const sweBenchFolders = defineFormat<TestOptions>(z.strictObject(testOptions), {
  id: "swebench-folders",
  contentType: "application/gzip",
  isArchive: true,
  fileName: ({ dataset }) => `${dataset}.swebench.tar.gz`,
  steps: (request) => taskSteps(request, "folder"),
  async *open(ctx, request, signal) {
    yield { kind: "file", ...formatSweBenchConfig(request.dataset) };
    const prepare = await openFolders(ctx, request.dataset);
    yield* writeTasks(ctx, request, signal, async (task, batch): Promise<ExportPiece[]> => {
      const outcome = await prepare(task, batch);
      if (!outcome.ok) return [drop(task, "folder", outcome.reason)];
      const refusal = refuseSweBenchFolder(outcome.subject);
      if (refusal !== null) return [drop(task, "folder", refusal)];
      return formatSweBenchFolder(outcome.subject).map((file) => ({ kind: "file", ...file }));
    });
  },
});
