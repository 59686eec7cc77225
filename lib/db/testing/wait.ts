import { setTimeout as pause } from "node:timers/promises";
import type postgres from "postgres";

const patienceMilliseconds = 30_000;

/** Asks again and again until there is an answer; fails loudly when it does not come, by itself after half a minute. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  patience = patienceMilliseconds,
): Promise<T> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await pause(20);
  }
  throw new Error(`Waited ${patience / 1000} s in vain: ${what}`);
}

/** Until that many sessions of the test's database wait for a lock. */
export async function untilBlocked(sql: postgres.Sql, sessions: number): Promise<void> {
  await until(`${sessions} sessions wait for a lock`, async () => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return row?.count === sessions;
  });
}
