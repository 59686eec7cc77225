import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { migrateDatabase } from "#lib/db/migrate";
import { openHome } from "../../scripts/boot/home.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";

export interface BenchServer {
  readonly home: string;
  /** Makes a database of this name with the schema in it, unless an earlier run left it there; gives its URL. */
  ensureDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL to measure on: the embedded one with the settings that users get, in a folder that is removed at the end;
 * or the server of BENCH_DATABASE_URL, where the filled databases stay for the next run.
 */
export async function startServer(): Promise<BenchServer> {
  const home = await mkdtemp(join(tmpdir(), "assay-bench-"));
  process.env.ASSAY_HOME = home;
  openHome();
  const given = process.env.BENCH_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startPostgres({ home });
  return {
    home,
    ensureDatabase: (name) => ensureDatabase(server.url, name),
    async stop() {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const sql = postgres(serverUrl, { max: 1 });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrateDatabase(url.href);
  return url.href;
}
