import { randomInt } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { difficulties, pipelineStages, taskStatuses } from "#lib/core/task/model";
import { testDatabase } from "#lib/db/testing/test-database";
import { untilBlocked } from "#lib/db/testing/wait";

const database = testDatabase();

beforeEach(async () => {
  const { sql } = database().connection;
  await sql`delete from tasks`;
  await sql`insert into datasets (slug, title) values ('a', 'a'), ('b', 'b') on conflict do nothing`;
});

describe("task_facets", () => {
  it.each([11, 12, randomInt(1_000_000)])(
    "equals a GROUP BY after every change of a random walk (seed %i)",
    async (seed) => {
      const { sql } = database().connection;
      const random = randomFrom(seed);
      for (let step = 0; step < 40; step++) {
        await changeTasks(random);
        expect(await rolledUp(), `seed ${seed}, step ${step}`).toEqual(await grouped());
      }
      await sql`delete from tasks`;
      expect(await sql`select * from task_facets`).toHaveLength(0);
    },
  );

  it("loses no row when two connections insert at once", async () => {
    const rounds = Array.from({ length: 20 }, (_, round) => round);
    const insertAll = async (offset: number) => {
      for (const round of rounds) await insertTasks(offset + round * 10, 10, randomFrom(offset + round));
    };
    await Promise.all([insertAll(0), insertAll(10_000), insertAll(20_000)]);
    expect(await rolledUp()).toEqual(await grouped());
    expect(await database().connection.sql`select sum(count)::int as sum from task_facets`).toEqual([{ sum: 600 }]);
  });

  it("takes a change in two directions at once without locking either out", async () => {
    const { sql } = database().connection;
    await insertTasks(1, 2, () => 0);
    await sql`update tasks set status = 'validated' where id = (select max(id) from tasks)`;
    const [one, other, holder] = await Promise.all([sql.reserve(), sql.reserve(), sql.reserve()]);
    await holder`begin`;
    await holder`select 1 from task_facets where status = 'imported' for update`;
    const forth = one`update tasks set status = 'validated' where status = 'imported'`.execute();
    await untilBlocked(sql, 1);
    const back = other`update tasks set status = 'imported' where status = 'validated'`.execute();
    await untilBlocked(sql, 2);
    await holder`commit`;
    const outcomes = await Promise.allSettled([forth, back]);
    for (const connection of [one, other, holder]) connection.release();
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await rolledUp()).toEqual(await grouped());
  });
});

/** One statement of a random kind over random rows. */
async function changeTasks(random: (below: number) => number): Promise<void> {
  const { sql } = database().connection;
  const part = random(4);
  switch (random(5)) {
    case 0:
    case 1:
      return insertTasks(random(1_000_000), 1 + random(8), random);
    case 2:
      await sql`update tasks set status = ${pick(taskStatuses, random)}, stage = ${pick(pipelineStages, random)}, language = ${pick([null, "Go", ""], random)}
        where id % 4 = ${part}`;
      return;
    case 3:
      await sql`update tasks set created_at = ${pick([null, "1999-12-31T23:59:59Z", "2024-01-01T00:00:00Z"], random)},
        dataset = ${pick(["a", "b"], random)} where id % 4 = ${part}`;
      return;
    default:
      await sql`delete from tasks where id % 4 = ${part}`;
  }
}

async function insertTasks(from: number, count: number, random: (below: number) => number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    dataset: pick(["a", "b"], random),
    instance_id: `task-${from + index}-${crypto.randomUUID()}`,
    repo: `owner/${random(3)}`,
    language: pick([null, "Python", "Go"], random),
    status: pick(taskStatuses, random),
    stage: pick(pipelineStages, random),
    difficulty: pick([null, ...difficulties], random),
    created_at: pick([null, "2020-06-01T00:00:00Z", "2021-06-01T00:00:00Z"], random),
    ...measures,
  }));
  await database().connection.sql`insert into tasks ${database().connection.sql(rows)}`;
}

const measures = {
  patch_files: 1,
  patch_hunks: 1,
  patch_lines_added: 1,
  patch_lines_removed: 1,
  patch_functions: 1,
  test_patch_files: 1,
  test_patch_lines: 1,
  fail_to_pass: 1,
  pass_to_pass: 1,
  issue_words: 1,
  hints_words: 0,
};

function rolledUp() {
  return database().connection.sql`select * from task_facets order by 1, 2, 3, 4, 5, 6, stage`;
}

function grouped() {
  return database().connection.sql`
    select dataset, repo, coalesce(language, '') as language, status, coalesce(difficulty, '') as difficulty,
      coalesce(year, 0)::smallint as year, count(*)::int as count, stage
    from tasks group by 1, 2, 3, 4, 5, 6, stage order by 1, 2, 3, 4, 5, 6, stage`;
}

function pick<T>(items: readonly T[], random: (below: number) => number): T {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error("Nothing to pick from");
  return item;
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
