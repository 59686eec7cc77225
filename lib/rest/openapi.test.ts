import { describe, expect, it } from "vitest";
import { openApiDocument } from "#lib/rest/openapi";

describe("openApiDocument", () => {
  const document: unknown = JSON.parse(JSON.stringify(openApiDocument()));

  it("describes how environments are read and saved", () => {
    expect(document).toMatchObject({
      paths: {
        "/api/v1/environments": { get: {}, post: { responses: { 200: {}, 201: {}, 403: {} } } },
        "/api/v1/environments/{hash}": { get: {} },
        "/api/v1/environment-rules": { get: {}, put: { responses: { 200: {}, 404: {}, 409: {} } } },
        "/api/v1/environment-rules/{id}": { get: {}, delete: { responses: { 204: {} } } },
      },
      components: {
        schemas: {
          EnvironmentSpec: { required: ["baseImage", "test", "parser"], additionalProperties: false },
          NewEnvironmentRule: { required: ["target", "environment", "replaces"] },
        },
      },
    });
  });

  it("describes how trajectories are listed, counted and downloaded", () => {
    expect(document).toMatchObject({
      paths: {
        "/api/v1/trajectories": { get: {} },
        "/api/v1/trajectories/{id}": { get: {} },
        "/api/v1/trajectories/count": { get: {} },
        "/api/v1/trajectories/facets": { get: {} },
        "/api/v1/trajectories/histograms/{measure}": { get: {} },
        "/api/v1/trajectories/export": { get: {} },
      },
      components: { schemas: { TrajectoryList: { required: ["items", "nextCursor", "total"] } } },
    });
  });
});
