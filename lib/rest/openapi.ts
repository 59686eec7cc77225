import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { taskRangeKeys } from "#lib/core/task/list";
import {
  datasetItem,
  errorBody,
  facets,
  histogram,
  taskDetail,
  taskExportQuery,
  taskFilterQuery,
  taskList,
  taskListQuery,
  total,
} from "#lib/rest/task-schemas";

/** The description of the REST API, from the schemas that check its requests. */
export function openApiDocument() {
  const registry = new OpenAPIRegistry();
  const security = [
    { [registry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" }).name]: [] },
  ];
  const json = (description: string, schema: z.ZodType) => ({
    description,
    content: { "application/json": { schema } },
  });
  const failures = {
    400: json("A parameter is wrong; the message says which and why", errorBody),
    401: json("No valid token", errorBody),
    403: json("The token's role may not do this", errorBody),
  };
  const get = (
    path: string,
    summary: string,
    request: { query?: z.ZodObject; params?: z.ZodObject },
    schema: z.ZodType,
  ) =>
    registry.registerPath({
      method: "get",
      path: `/api/v1${path}`,
      summary,
      security,
      request,
      responses: { 200: json(summary, schema), ...failures },
    });

  get("/datasets", "All datasets", {}, z.object({ items: z.array(datasetItem) }));
  get("/tasks", "A page of tasks", { query: taskListQuery }, taskList);
  get("/tasks/{id}", "A task with its texts and its record", { params: z.object({ id: z.int() }) }, taskDetail);
  get("/tasks/count", "How many tasks match, counted to the end", { query: taskFilterQuery }, total);
  get("/tasks/facets", "How many tasks each value of each facet would leave", { query: taskFilterQuery }, facets);
  get(
    "/tasks/histograms/{measure}",
    "How a measure is spread over the tasks that match",
    { params: z.object({ measure: z.enum(taskRangeKeys) }), query: taskFilterQuery },
    histogram,
  );
  registry.registerPath({
    method: "get",
    path: "/api/v1/tasks/export",
    summary: "Every task that matches, streamed: whole records as JSONL or Parquet, the table's columns as CSV",
    security,
    request: { query: taskExportQuery },
    responses: { 200: { description: "The file" }, ...failures },
  });
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Assay",
      version: "1",
      description: "Read datasets and tasks. Tokens are made by `assay token create`.",
    },
  });
}
