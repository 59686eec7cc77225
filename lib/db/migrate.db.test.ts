import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { type Connection, connect } from "#lib/db/client";
import { isMigrated, migrateDatabase } from "#lib/db/migrate";
import { importRejects } from "#lib/db/schema";

const name = `assay_empty_${process.pid}`;
let server: postgres.Sql;
let url: string;
let connection: Connection;

beforeEach(async () => {
  server = postgres(inject("serverUrl"), { max: 1, onnotice: () => {} });
  await server`create database ${server(name)}`;
  const own = new URL(inject("serverUrl"));
  own.pathname = `/${name}`;
  url = own.href;
  connection = connect(url, { max: 1 });
});

afterEach(async () => {
  await connection.close();
  await server`drop database ${server(name)} with (force)`;
  await server.end();
});

describe("migrateDatabase", () => {
  it("applies each migration once, though three processes do it at once", async () => {
    await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
    const applied = await connection.sql`
      select hash, count(*)::int as times from drizzle.__drizzle_migrations group by hash`;
    expect(applied.length).toBeGreaterThan(1);
    expect(applied.every((row) => row.times === 1)).toBe(true);
  });

  it("changes nothing the second time, and gives its lock back", async () => {
    await migrateDatabase(url);
    const before = await countApplied();
    await migrateDatabase(url);
    expect(await countApplied()).toEqual(before);
    const held = await connection.sql`select 1 from pg_locks where locktype = 'advisory' and database = (
      select oid from pg_database where datname = current_database())`;
    expect(held).toHaveLength(0);
  });

  it("keeps the line of a reject as its position", async () => {
    for (const file of ["0000_foundation", "0001_task_facets"]) await apply(file);
    const id = crypto.randomUUID();
    await connection.sql`insert into datasets (slug, title) values ('d', 'd')`;
    await connection.sql`
      insert into imports (id, dataset, state, file_name, file_size_bytes, created_by)
      values (${id}, 'd', 'succeeded', 'a.jsonl', 1, 'x')`;
    await connection.sql`
      insert into import_rejects (import_id, record, line, expected, found, source)
      values (${id}, 1, 7, 'a', 'b', 'c'), (${id}, 2, null, 'a', 'b', 'c')`;
    await apply("0002_reject_position");
    expect(await connection.db.select().from(importRejects).orderBy(importRejects.record)).toMatchObject([
      { record: 1, position: { line: 7 } },
      { record: 2, position: {} },
    ]);
  });

  it("says so when there is no server", async () => {
    await expect(migrateDatabase("postgres://nobody:x@127.0.0.1:1/none")).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe("isMigrated", () => {
  it("is false for an empty database, which can be reached", async () => {
    expect(await isMigrated(connection.db)).toBe(false);
  });

  it("is true once all migrations are in, and false when one is missing", async () => {
    await migrateDatabase(url);
    expect(await isMigrated(connection.db)).toBe(true);
    await connection.sql`
      delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`;
    expect(await isMigrated(connection.db)).toBe(false);
  });

  it("throws when there is no server", async () => {
    const { db, close } = connect("postgres://nobody:x@127.0.0.1:1/none", { max: 1 });
    await expect(isMigrated(db)).rejects.toThrow();
    await close();
  });
});

async function apply(migration: string): Promise<void> {
  await connection.sql.unsafe(await readFile(`drizzle/${migration}.sql`, "utf8"));
}

function countApplied() {
  return connection.sql`select count(*)::int as count from drizzle.__drizzle_migrations`;
}
