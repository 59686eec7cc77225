import type { RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import type { ApiDocument } from "#lib/rest/api-document";
import {
  batchCancelled,
  batchCreated,
  batchRequest,
  batchRetried,
  batchTaskRef,
  regradeRequest,
} from "#lib/rest/batch-requests";
import {
  harnessReport,
  predictionSet,
  predictionSetList,
  predictionSetListQuery,
  predictionUpload,
  predictionUploadQuery,
  regrading,
  reportQuery,
} from "#lib/rest/prediction-schemas";

/** Describes what asks for runs, the predictions, and the reports of their evaluations. */
export function registerPredictions({ registry, security, failures, json }: ApiDocument): void {
  const batch = z.object({ id: z.uuid() });
  const path = (route: Omit<RouteConfig, "security">) =>
    registry.registerPath({ ...route, path: `/api/v1${route.path}`, security });
  const post = (
    route: string,
    summary: string,
    { body, status = 200 }: { body: z.ZodType; status?: number },
    answer: z.ZodType,
  ) =>
    path({
      method: "post",
      path: route,
      summary,
      request: {
        ...(route.includes("{id}") ? { params: batch } : {}),
        body: { content: { "application/json": { schema: body } } },
      },
      responses: { [status]: json(summary, answer), ...failures },
    });
  const get = (route: string, summary: string, request: NonNullable<RouteConfig["request"]>, answer: z.ZodType) =>
    path({ method: "get", path: route, summary, request, responses: { 200: json(summary, answer), ...failures } });

  post(
    "/batches",
    "Asks for runs: validates tasks, or evaluates predictions",
    { body: batchRequest, status: 201 },
    batchCreated,
  );
  post(
    "/batches/{id}/cancel",
    "Stops what runs of a batch and drops what waits",
    { body: batchTaskRef },
    batchCancelled,
  );
  post(
    "/batches/{id}/retry",
    "Runs again what the machinery failed at or somebody cancelled",
    { body: batchTaskRef },
    batchRetried,
  );
  post(
    "/batches/{id}/regrade",
    "The verdicts of a batch under another policy, from what is stored",
    { body: regradeRequest },
    regrading,
  );
  path({
    method: "post",
    path: "/predictions",
    summary: "Imports predictions: preds.json, JSON Lines or a list, also as gzip or zstd. The body is the file",
    request: {
      query: predictionUploadQuery,
      body: { content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } } },
    },
    responses: {
      200: json("What a dry run says would come of it", predictionUpload),
      201: json("The sets, one for each model", predictionUpload),
      ...failures,
    },
  });
  get(
    "/prediction-sets",
    "A page of sets of predictions, the newest first",
    { query: predictionSetListQuery },
    predictionSetList,
  );
  get(
    "/prediction-sets/{id}",
    "A set of predictions and what its newest evaluation came to",
    { params: batch },
    predictionSet,
  );
  get(
    "/batches/{id}/report",
    "The summary of an evaluation that is over, as the SWE-bench harness writes it",
    { params: batch, query: reportQuery },
    harnessReport,
  );
  path({
    method: "get",
    path: "/batches/{id}/reports",
    summary: "The report.json of every completed instance of an evaluation, one a line",
    request: { params: batch, query: reportQuery },
    responses: { 200: { description: "JSON Lines" }, ...failures },
  });
  get(
    "/runs/{id}/report.json",
    "The report.json of a run, as the SWE-bench harness writes it",
    { params: z.object({ id: z.int() }), query: reportQuery },
    harnessReport,
  );
}
