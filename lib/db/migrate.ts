import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { z } from "zod";
import { connect, type Database } from "#lib/db/client";

/** Every process of ours runs in the project's folder. */
const folder = join(process.cwd(), "drizzle");
const lockKey = 7_305_001;

/** Brings the schema up to date. Any number of processes may call it at once: one works, the others wait for it. */
export async function migrateDatabase(url: string): Promise<void> {
  const { sql: client, db, close } = connect(url, { max: 1 });
  try {
    await client`select pg_advisory_lock(${lockKey})`;
    await migrate(db, { migrationsFolder: folder });
    await client`select pg_advisory_unlock(${lockKey})`;
  } finally {
    await close();
  }
}

const journal = z.object({ entries: z.array(z.object({ when: z.number() })) });

/** Whether the database has all the migrations that this code knows. Throws when the database cannot be reached. */
export async function isMigrated(db: Database): Promise<boolean> {
  const { entries } = journal.parse(JSON.parse(await readFile(join(folder, "meta/_journal.json"), "utf8")));
  const newest = Math.max(...entries.map((entry) => entry.when));
  const [table] = await db.execute<{ name: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') as name`,
  );
  if (!table?.name) return false;
  const rows = await db.execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  );
  return Number(rows[0]?.newest ?? 0) >= newest;
}
