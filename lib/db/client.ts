import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "#lib/db/schema";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";

export type Database = PostgresJsDatabase<typeof schema> & { readonly $client: postgres.Sql };
/** What a query may run on: the pool, or a transaction of it. */
export type Queryable = Pick<
  Database,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute" | "transaction" | "$count"
>;

export interface Connection {
  readonly sql: postgres.Sql;
  readonly db: Database;
  close(): Promise<void>;
}

export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const sql = postgres(url, {
    max,
    onnotice: () => {},
    connect_timeout: 10,
    idle_timeout: 60,
    connection: { TimeZone: "UTC" },
  });
  return { sql, db: drizzle(sql, { schema }), close: () => sql.end({ timeout: 5 }) };
}

declare global {
  var assayConnection: Connection | undefined;
}

/** The process's one pool. Kept on `globalThis` because a development server evaluates modules anew at every change. */
export function connection(): Connection {
  const url = env().DATABASE_URL;
  if (!url) throw new AppError("unavailable", "DATABASE_URL is not set. Start Assay with `npm start`, or set it.");
  globalThis.assayConnection ??= connect(url);
  return globalThis.assayConnection;
}

export function database(): Database {
  return connection().db;
}
