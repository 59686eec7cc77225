import { z } from "zod";
import { taskFacetKeys, taskRangeKeys, taskSortKeys } from "#lib/core/task/list";
import { difficulties, pipelineStages, taskStatuses } from "#lib/core/task/model";
import { exportFormats } from "#lib/exports/export-tasks";
import { count, facetCounts, listText, pageShape, rangeShape, total } from "#lib/rest/list-schemas";
import { loadTaskListParams, taskFilterParsers, taskFilters } from "#lib/tasks/filters";
import type { TaskFilters } from "#lib/tasks/model";

/** The query parameters that say which tasks. Strict: a name that is none of these, or a bad value, is an error. */
const filterShape = {
  q: z.string().max(500).optional().describe("Words to find; a phrase in quotes, an exclusion with `-`"),
  dataset: listText("Datasets"),
  repo: listText("Repositories as owner/name"),
  language: listText("Languages"),
  status: listText(`Statuses: ${taskStatuses.join(", ")}`),
  stage: listText(`Pipeline steps: ${pipelineStages.join(", ")}`),
  difficulty: listText(`Difficulties: ${difficulties.join(", ")}`),
  year: listText("Years of creation"),
  ...rangeShape(taskRangeKeys, []),
};

const orderShape = {
  sort: z.enum(taskSortKeys).default("createdAt"),
  dir: z.enum(["asc", "desc"]).default("desc"),
};

export const taskFilterQuery = z.strictObject(filterShape);
export const taskListQuery = z.strictObject({
  ...filterShape,
  ...orderShape,
  ...pageShape,
});
export const taskExportQuery = z.strictObject({
  ...filterShape,
  ...orderShape,
  format: z.enum(exportFormats),
  cols: listText("The columns of a CSV"),
});

/** Reads the filters out of a query that was checked: by the page's own parsers, so that both mean the same. */
export function readFilters(params: URLSearchParams): TaskFilters {
  const known = new URLSearchParams([...params].filter(([name]) => name in taskFilterParsers));
  return taskFilters(loadTaskListParams(known));
}

export const taskItem = z
  .object({
    id: count,
    dataset: z.string(),
    instanceId: z.string(),
    repo: z.string(),
    language: z.string().nullable(),
    status: z.enum(taskStatuses),
    stage: z.enum(pipelineStages),
    stopReason: z.string().nullable(),
    difficulty: z.enum(difficulties).nullable(),
    createdAt: z.iso.datetime().nullable(),
    patchFiles: count,
    patchHunks: count,
    patchLinesAdded: count,
    patchLinesRemoved: count,
    patchLines: count,
    patchFunctions: count,
    failToPass: count,
    passToPass: count,
    issueWords: count,
  })
  .meta({ id: "TaskItem" });

export const taskList = z
  .object({ items: z.array(taskItem), nextCursor: z.string().nullable(), total })
  .meta({ id: "TaskList" });

export const taskDetail = taskItem
  .extend({
    baseCommit: z.string(),
    version: z.string().nullable(),
    problemStatement: z.string(),
    hints: z.string(),
    patch: z.string(),
    testPatch: z.string(),
    failToPassTests: z.array(z.string()),
    passToPassTests: z.array(z.string()),
    record: z.record(z.string(), z.unknown()).describe("The record as its file had it"),
    source: z.object({
      importId: z.uuid(),
      fileName: z.string(),
      fileHash: z.string(),
      record: count,
      line: count.nullable(),
      adapter: z.string(),
      importedAt: z.iso.datetime(),
      importedBy: z.string(),
      contentHash: z.string(),
    }),
  })
  .meta({ id: "TaskDetail" });

export const taskFacets = facetCounts(taskFacetKeys).meta({ id: "TaskFacets" });

export const datasetItem = z
  .object({
    slug: z.string(),
    title: z.string(),
    description: z.string(),
    forgeUrl: z.string().nullable(),
    createdAt: z.iso.datetime(),
    taskCount: count,
    repoCount: count,
    lastImportAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Dataset" });
