import { stringify } from "smol-toml";
import { z } from "zod";
import { graderParsers } from "#lib/core/export/grader-script";
import { formatHarborFolder, harborConfig } from "#lib/core/export/harbor-folder";
import type { FolderSubject } from "#lib/core/export/task-folder";
import { drop, type TestOptions, taskSteps, testOptions, writeTasks } from "#lib/exports/formats/choose-tasks";
import { defineFormat } from "#lib/exports/formats/define-format";
import { openFolders } from "#lib/exports/formats/folder-subject";
import { type ExportPiece, manifestFile } from "#lib/exports/model";

export const harbor = defineFormat<TestOptions>(z.strictObject(testOptions), {
  id: "harbor",
  contentType: "application/gzip",
  isArchive: true,
  fileName: ({ dataset }) => `${dataset}.harbor.tar.gz`,
  steps: (request) => taskSteps(request, "folder"),
  async *open(ctx, request, signal) {
    const prepare = await openFolders(ctx, request.dataset);
    yield* writeTasks(ctx, request, signal, async (task, batch): Promise<ExportPiece[]> => {
      const outcome = await prepare(task, batch);
      if (!outcome.ok) return [drop(task, "folder", outcome.reason)];
      const { subject, parser } = outcome;
      if (subject.folder.toLowerCase() === manifestFile)
        return [drop(task, "folder", "its name is that of the archive's manifest")];
      const graderParser = graderParsers.find((name) => name === parser);
      if (!graderParser) return [drop(task, "folder", `its logs (${parser}) cannot be graded outside of Assay yet`)];
      const files = formatHarborFolder({ ...subject, graderParser, config: formatConfig(subject) });
      return files.map((file) => ({ kind: "file", ...file }));
    });
  },
});

function formatConfig(subject: FolderSubject): string {
  return `${stringify(harborConfig(subject))}\n`;
}
