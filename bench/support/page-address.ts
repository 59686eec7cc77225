import type postgres from "postgres";
import { formatCursor } from "#lib/lists/cursor";
import { taskOrderParsers } from "#lib/tasks/filters";
import type { Combination } from "./combinations.ts";

/** What to ask the REST API, and PostgreSQL, for the page of a combination. */
export interface PageAddress {
  readonly query: string;
  readonly pageSql: string;
  readonly countSql: string;
}

const pageSize = 50;

export async function addressPage(sql: postgres.Sql, combination: Combination): Promise<PageAddress> {
  const { query, where, orderBy, position } = combination;
  const countSql = `select count(*) from tasks where ${where}`;
  const select = (condition: string, order: string) =>
    `select * from tasks where ${condition} order by ${order} limit ${pageSize}`;
  if (position === undefined) return { query, countSql, pageSql: select(where, orderBy) };
  const key = orderBy.slice(0, orderBy.lastIndexOf(",")).replace(/ desc$/, "");
  const [place] = await sql.unsafe<{ value: string; id: number }[]>(
    `select (${key})::text as value, id from tasks where ${where} order by ${orderBy} offset ${Math.abs(position)} limit 1`,
  );
  if (!place) throw new Error(`${combination.name}: there is no row ${position}`);
  const params = new URLSearchParams(query);
  const sort = taskOrderParsers.sort.parseServerSide(params.get("sort") ?? undefined);
  const dir = taskOrderParsers.dir.parseServerSide(params.get("dir") ?? undefined);
  const toward = position < 0 ? "previous" : "next";
  const isUp = (dir === "asc") === (toward === "next");
  const direction = isUp ? "asc" : "desc";
  return {
    query: `${query}&cursor=${formatCursor({ sort, dir, ...place, toward })}`,
    countSql,
    pageSql: select(
      `(${key}, id) ${isUp ? ">" : "<"} ('${place.value}', ${place.id})`,
      `${key} ${direction}, id ${direction}`,
    ),
  };
}
