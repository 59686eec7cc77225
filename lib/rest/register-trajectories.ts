import type { RouteConfig } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { trajectoryRangeKeys } from "#lib/core/trajectory/list";
import type { ApiDocument } from "#lib/rest/api-document";
import { histogram, total } from "#lib/rest/list-schemas";
import {
  trajectoryDetail,
  trajectoryExportQuery,
  trajectoryFacetCounts,
  trajectoryFilterQuery,
  trajectoryList,
  trajectoryListQuery,
} from "#lib/rest/trajectory-schemas";

/** Describes how trajectories are found, counted and downloaded. */
export function registerTrajectories({ registry, security, failures, json }: ApiDocument): void {
  const get = (path: string, summary: string, request: RouteConfig["request"], answer: RouteConfig["responses"]) =>
    registry.registerPath({
      method: "get",
      path: `/api/v1/trajectories${path}`,
      summary,
      security,
      request,
      responses: { ...answer, ...failures },
    });
  const filters = { query: trajectoryFilterQuery };
  get(
    "",
    "A page of trajectories; sub-agents are left out",
    { query: trajectoryListQuery },
    {
      200: json("The page", trajectoryList),
    },
  );
  get(
    "/{id}",
    "A trajectory with its measures and its final patch",
    { params: z.object({ id: z.int() }) },
    {
      200: json("The trajectory", trajectoryDetail),
    },
  );
  get("/count", "How many trajectories match, counted to the end", filters, { 200: json("The count", total) });
  get("/facets", "How many trajectories each value of each facet would leave", filters, {
    200: json("Values by facet", trajectoryFacetCounts),
  });
  get(
    "/histograms/{measure}",
    "How a measure is spread over the trajectories that match",
    { params: z.object({ measure: z.enum(trajectoryRangeKeys) }), ...filters },
    { 200: json("Bins", histogram) },
  );
  get(
    "/export",
    "Every trajectory that matches, streamed: what the list knows of it as JSONL, the table's columns as CSV",
    { query: trajectoryExportQuery },
    { 200: { description: "The file" } },
  );
}
