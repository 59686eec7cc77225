import postgres from "postgres";
import { afterAll, beforeAll, inject, vi } from "vitest";
import { type Actor, type Ctx, mintActor } from "#lib/auth/actor";
import type { Role } from "#lib/core/role";
import { type Connection, connect } from "#lib/db/client";
import { users } from "#lib/db/schema";

export interface TestDatabase {
  readonly url: string;
  readonly connection: Connection;
  /** The context of somebody with that role, who has an account. */
  ctxOf(role: Role): Promise<Ctx & { readonly actor: Actor & { readonly userId: string } }>;
}

let counter = 0;

/**
 * A database of its own for the tests of a file, gone afterwards. Read it inside a test, not while the file loads. With
 * `asOwn` it is also the one that the process takes for its own, as a server or a worker would.
 */
export function testDatabase({ asOwn = false } = {}): () => TestDatabase {
  const name = `assay_test_${process.pid}_${counter++}`;
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    await onServer((server) => server`create database ${server(name)} template ${server(inject("templateDatabase"))}`);
    const url = new URL(inject("serverUrl"));
    url.pathname = `/${name}`;
    const connection = connect(url.href, { max: 6 });
    database = { url: url.href, connection, ctxOf: (role) => createCtx(connection, role) };
    if (!asOwn) return;
    vi.stubEnv("DATABASE_URL", url.href);
    globalThis.assayConnection = connection;
  });
  afterAll(async () => {
    await database?.connection.close();
    await onServer((server) => server`drop database if exists ${server(name)} with (force)`);
  });
  return () => {
    if (!database) throw new Error("The test database is there only while tests run");
    return database;
  };
}

async function createCtx({ db }: Connection, role: Role) {
  const [user] = await db
    .insert(users)
    .values({ email: `${role}-${crypto.randomUUID()}@example.org`, role })
    .returning({ userId: users.id, name: users.email });
  if (!user) throw new Error("An insert gave no row back");
  const actor = mintActor({ ...user, role });
  return { actor: Object.assign(actor, { userId: user.userId }), db };
}

async function onServer(work: (server: postgres.Sql) => Promise<unknown>): Promise<void> {
  const server = postgres(inject("serverUrl"), { max: 1, onnotice: () => {} });
  await work(server);
  await server.end();
}
