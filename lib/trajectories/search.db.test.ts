import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { withSnapshot } from "#lib/db/snapshot";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertSearchedTrajectory, insertTrajectoryListRows } from "#lib/db/testing/trajectory-list-rows";
import { countTrajectoryFacets } from "#lib/trajectories/facets";
import { loadTrajectoryListParams, trajectoryFilters, trajectoryListRequest } from "#lib/trajectories/filters";
import { countedHits, findHits } from "#lib/trajectories/hits";
import { probedTrajectories } from "#lib/trajectories/pages";
import { countTrajectories, listTrajectories } from "#lib/trajectories/queries";
import { collectedSteps, searchSteps } from "#lib/trajectories/search";

const database = testDatabase();

const texts: Readonly<Record<string, readonly string[]>> = {
  "astropy__astropy-1": ["Let me look at the separability_matrix", "Nested models\nare wrong", "marmalade"],
  "django__django-2": ["A user name may end in a newline.", "The models (nested) of the matrix", "newline again"],
  "psf__requests-3": ["汉字排序错误：中文字符串比较失败"],
  "owner__name-4": ["nothing here", "The end", "x".repeat(400_000)],
};
const idOf: Record<string, number> = {};

beforeAll(async () => {
  const { db } = database().connection;
  for (const [instanceId, steps] of Object.entries(texts)) {
    idOf[instanceId] = await insertSearchedTrajectory(db, steps, {
      instanceId,
      dataset: "beta",
      model: instanceId[0] ?? "",
    });
  }
});

describe("a search", () => {
  it.each([
    ["a word", "marmalade", ["astropy__astropy-1"]],
    ["in any case", "NEWLINE", ["django__django-2"]],
    ["two words of one step", "models nested", ["astropy__astropy-1", "django__django-2"]],
    ["but not two words of different steps", "marmalade separability", []],
    ["a phrase", '"nested models"', ["astropy__astropy-1"]],
    ["a phrase across signs", '"models nested"', ["django__django-2"]],
    ["nothing that has an excluded word in any step", "nested -marmalade", ["django__django-2"]],
    ["nothing that has an excluded phrase", 'nested -"end in a newline"', ["astropy__astropy-1"]],
    ["all without a word", "-nested -end", ["psf__requests-3"]],
    ["one or the other", "newline or marmalade", ["astropy__astropy-1", "django__django-2"]],
    ["the beginning of the last word", "separab", ["astropy__astropy-1"]],
    ["only a beginning of the first word", "separab look", []],
    ["an identifier", "separability_matrix", ["astropy__astropy-1"]],
    ["an instance id that no step names", "owner__name-4", ["owner__name-4"]],
    ["Chinese without spaces", "中文字符串比较失败", ["psf__requests-3"]],
    ["nothing that is there", "xylophone", []],
  ])("finds %s: %s", async (_what, q, expected) => {
    expect(await search(q)).toEqual(expected);
  });

  it("leaves the settings of a transaction that it is part of as they were", async () => {
    const settings = await withSnapshot(database().connection.db, async (db) => {
      await searchSteps(db, "newline -end", { isComplete: true });
      return db.execute(sql`
        select current_setting('enable_seqscan') as seqscan, current_setting('enable_indexscan') as indexscan,
          current_setting('max_parallel_workers_per_gather') as workers`);
    });
    expect([...settings]).toEqual([{ seqscan: "on", indexscan: "on", workers: "2" }]);
  });

  it.each(["", " ", "\t\n"])("for nothing (%j) lists all", async (q) => {
    expect(await search(q)).toHaveLength(4);
  });

  it("goes together with facets and their counts", async () => {
    const filters = trajectoryFilters(loadTrajectoryListParams({ q: "nested", model: "d" }));
    const facets = await countTrajectoryFacets(await database().ctxOf("viewer"), filters);
    expect(facets.model).toEqual([
      { value: "a", count: 1 },
      { value: "d", count: 1 },
    ]);
    expect(facets.dataset).toEqual([{ value: "beta", count: 1 }]);
  });
});

describe("hits", () => {
  it("are the steps that have the words, with some text around them", async () => {
    const hits = await hitsOf("newline");
    expect(hits.get(idOf["django__django-2"] ?? 0)).toEqual({
      count: 2,
      exact: true,
      steps: [
        {
          number: 1,
          excerpt: {
            field: "message",
            text: "A user name may end in a newline.",
            isCutBefore: false,
            isCutAfter: false,
          },
        },
        { number: 3, excerpt: { field: "message", text: "newline again", isCutBefore: false, isCutAfter: false } },
      ],
    });
    expect(hits.size).toBe(1);
  });

  it("of a phrase stand on one line", async () => {
    const hits = await hitsOf('"nested models"');
    expect(hits.get(idOf["astropy__astropy-1"] ?? 0)?.steps[0]?.excerpt?.text).toBe("Nested models are wrong");
  });

  it("are three at most, and counted", async () => {
    const id = await insertSearchedTrajectory(
      database().connection.db,
      Array.from({ length: 120 }, () => "often"),
    );
    expect((await findHits(await database().ctxOf("viewer"), [id], "often")).get(id)).toMatchObject({
      count: countedHits,
      exact: false,
      steps: [{ number: 1 }, { number: 2 }, { number: 3 }],
    });
    await database().connection.sql`delete from trajectories where id = ${id}`;
  });

  it("in a step too long to look into say so", async () => {
    const { sql } = database().connection;
    const id = idOf["owner__name-4"] ?? 0;
    await sql`update trajectory_search set document = 'whale' where trajectory_id = ${id} and number = 3`;
    expect((await hitsOf("whale")).get(id)).toEqual({ count: 1, exact: true, steps: [{ number: 3, excerpt: null }] });
  });

  it.each(["", "-nested", "owner__name-4"])("are none where no words were found: %j", async (q) => {
    expect(await hitsOf(q)).toEqual(new Map());
  });
});

describe("a hostile query", () => {
  const marks = String.raw`' " """ \ \' ';-- & | ! <-> :* a:* ( ) (((( - -- -" % _ $1 * a* a&b|!c <15 {a,b} [1] {} {1}`;
  const hostile = [
    ...marks.split(" "),
    ...["or", "or or", "a or", "or a", "-a or -b", "' or '1'='1", "-a -b", "\0", "a\0b", "\ud800", "🦜", "İ", "ก็"],
    ...["x", "a ", '"', "-", "- ", "汉"].map((text) => text.repeat(10_000)),
  ];

  it.each(hostile.map((q) => [q.length > 40 ? `${q.slice(0, 10)}… (${q.length})` : JSON.stringify(q), q]))(
    "%s does not throw",
    async (_name, q) => {
      await search(q.replaceAll("\0", ""));
      await hitsOf(q);
    },
  );

  it("of any kind does not throw", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (q) => {
        await search(q.replaceAll("\0", ""));
        await hitsOf(q);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe("a word that is in more steps than are collected", () => {
  const trajectoriesWithWord = probedTrajectories + 60;
  const stepsEach = Math.ceil(collectedSteps / trajectoriesWithWord) + 2;

  beforeAll(async () => {
    const { db, sql } = database().connection;
    await insertTrajectoryListRows(db, 20);
    await sql`
      with added as (
        insert into trajectories (dataset, instance_id, record_id, model, format, flags, steps, turns, tool_calls, errors,
          test_runs, content_hash)
        select 'gamma', 'often-' || n, (select min(id) from trajectory_records), case when n % 100 = 0 then 'rare' end,
          'atif', '{}', 1, 1000 + n, 1, 1, 1, 'often-' || n from generate_series(1, ${trajectoriesWithWord}::int) n
        returning id)
      insert into trajectory_search (trajectory_id, number, document)
      select id, n, 'everywhere' from added, generate_series(1, ${stepsEach}::int) n
      order by id, n`;
  });

  it("is counted to where its steps were collected, and to the end when asked", async () => {
    const ctx = await database().ctxOf("viewer");
    const filters = trajectoryFilters(loadTrajectoryListParams("?q=everywhere"));
    const { count, exact } = await countTrajectories(ctx, filters, { exact: false });
    expect(exact).toBe(false);
    expect(count).toBeGreaterThan(100);
    expect(count).toBeLessThan(trajectoriesWithWord);
    expect(await countTrajectories(ctx, filters, { exact: true })).toEqual({
      count: trajectoriesWithWord,
      exact: true,
    });
  });

  it.each(["asc", "desc"] as const)("is listed in order to the end, %s", async (dir) => {
    const ctx = await database().ctxOf("viewer");
    const request = trajectoryListRequest(loadTrajectoryListParams(`?q=everywhere&sort=turns&dir=${dir}`), 90);
    const turns: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await listTrajectories(ctx, { ...request, cursor });
      turns.push(...page.items.map((row) => row.turns));
      cursor = page.nextCursor;
    } while (cursor);
    const upwards = Array.from({ length: trajectoriesWithWord }, (_, index) => 1001 + index);
    expect(turns).toEqual(dir === "asc" ? upwards : upwards.toReversed());
  });

  it("is found with a rare filter too, which then says how many there are", async () => {
    const request = trajectoryListRequest(loadTrajectoryListParams("?q=everywhere&model=rare&sort=turns&dir=asc"), 50);
    const { items, total } = await listTrajectories(await database().ctxOf("viewer"), request);
    expect(items.map(({ turns }) => turns)).toEqual([1100, 1200, 1300, 1400, 1500]);
    expect(total).toEqual({ count: 5, exact: true });
  });

  it("can be excluded", async () => {
    expect(await search("-everywhere nested")).toEqual(["astropy__astropy-1", "django__django-2"]);
  });
});

async function search(q: string): Promise<string[]> {
  const request = trajectoryListRequest(loadTrajectoryListParams(""), 50);
  const { items, total } = await listTrajectories(await database().ctxOf("viewer"), { ...request, q });
  expect(total.count).toBe(items.length);
  return items.map(({ instanceId }) => instanceId).toSorted();
}

async function hitsOf(q: string) {
  return findHits(await database().ctxOf("viewer"), Object.values(idOf), q);
}
