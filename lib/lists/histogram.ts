import { and, asc, isNotNull, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Database } from "#lib/db/client";
import type { HistogramBin } from "#lib/lists/model";

/**
 * How a column is spread over the rows of its table. Bins double in width, as patch sizes do. Counts each value before it
 * is put into a bin: there are few values, and a logarithm a row would take seconds.
 */
export function selectBins(db: Database, column: AnyPgColumn, where: SQL | undefined): Promise<HistogramBin[]> {
  const values = db
    .select({ value: sql<number>`${column}::float8`.as("value"), count: sql<number>`count(*)`.as("count") })
    .from(column.table)
    .where(and(where, isNotNull(column)))
    .groupBy(column)
    .as("measured");
  const from = sql<number>`min(${values.value})`;
  return db
    .select({ from, to: sql<number>`max(${values.value})`, count: sql<number>`sum(${values.count})::int` })
    .from(values)
    .groupBy(sql`case when ${values.value} > 0 then floor(log(2.0, ${values.value}::numeric) * 2)::int end`)
    .orderBy(asc(from));
}
