import type { OpenAPIRegistry, RouteConfig } from "@asteasolutions/zod-to-openapi";
import type { z } from "zod";

/** The description of the API while it is written, and what all of its parts share. */
export interface ApiDocument {
  readonly registry: OpenAPIRegistry;
  readonly security: NonNullable<RouteConfig["security"]>;
  readonly failures: RouteConfig["responses"];
  json(description: string, schema: z.ZodType): RouteConfig["responses"][string];
}
