import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "#lib/db/migrate";
import { env } from "#lib/env";

declare module "vitest" {
  interface ProvidedContext {
    /** The server that the tests may make databases on. */
    serverUrl: string;
    templateDatabase: string;
  }
}

let server: postgres.Sql | undefined;
const templateDatabase = `assay_template_${process.pid}`;

/** Makes one migrated database; each test file works on a copy of it. */
export async function setup(project: TestProject): Promise<void> {
  const serverUrl = env().DATABASE_URL;
  if (!serverUrl)
    throw new Error("Integration tests need DATABASE_URL, a server they may make databases on. `npm test` starts one.");
  server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await server`create database ${server(templateDatabase)}`;
  const url = new URL(serverUrl);
  url.pathname = `/${templateDatabase}`;
  await migrateDatabase(url.href);
  project.provide("serverUrl", serverUrl);
  project.provide("templateDatabase", templateDatabase);
}

export async function teardown(): Promise<void> {
  if (!server) return;
  await server`drop database ${server(templateDatabase)} with (force)`;
  await server.end();
}
