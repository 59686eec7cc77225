import { sql } from "drizzle-orm";
import type { Database } from "#lib/db/client";

/** Reads everything as it was at one moment, however long it takes, and writes nothing. */
export function withSnapshot<T>(db: Database, read: (snapshot: Database) => Promise<T>): Promise<T> {
  return db.transaction((tx) => read(Object.assign(tx, { $client: db.$client })), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

/**
 * The same for what somebody reads piece by piece. The moment lasts until the reader has all of it or leaves; one who does
 * neither for ten minutes is cut off, for the database keeps for it whatever others delete.
 */
export async function* streamSnapshot<T>(
  db: Database,
  read: (snapshot: Database) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const opened = Promise.withResolvers<Database>();
  const left = Promise.withResolvers<void>();
  const transaction = withSnapshot(db, async (snapshot) => {
    await snapshot.execute(sql`set local idle_in_transaction_session_timeout = '10min'`);
    opened.resolve(snapshot);
    await left.promise;
  });
  transaction.catch(opened.reject);
  try {
    yield* read(await opened.promise);
  } finally {
    left.resolve();
    await transaction;
  }
}
