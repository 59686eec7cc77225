import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { samplePatch, sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { countTaskFacets } from "#lib/tasks/facets";
import { loadTaskListParams, taskFilters, taskListRequest } from "#lib/tasks/filters";
import { findMatches } from "#lib/tasks/matches";
import { listTasks } from "#lib/tasks/queries";

const database = testDatabase();
const inFolder = temporaryFolder();

beforeAll(async () => {
  const records = [
    issue("astropy__astropy-12907", "The separability_matrix of nested models is wrong", { repo: "astropy/astropy" }),
    issue("django__django-11099", "A user name may end in a newline. Nested matrix of models", {
      repo: "django/django",
    }),
    issue("psf__requests-7", "汉字排序错误：中文字符串比较失败", { repo: "psf/requests" }),
    issue("owner__hints-1", "Something short", { hints_text: "Only the hints speak of marmalade" }),
    issue("owner__tests-1", "Something else since 12e3abc9", {
      FAIL_TO_PASS: ["tests/test_views.py::ViewTest::test_quokka_count"],
    }),
    issue("owner__patch-1", "Nothing here", {
      patch: samplePatch("src/wombat.py", 5).replace("first", "capybara 修复数据库"),
    }),
  ];
  const path = await writeJsonLines(inFolder("issues.jsonl"), records);
  const options = importOptionsSchema.parse({ dataset: "search" });
  const row = await onlyItem(importPath(await database().ctxOf("curator"), path, options, {}));
  expect(row).toMatchObject({ added: records.length });
});

describe("a search", () => {
  it.each([
    ["a word", "newline", ["django__django-11099"]],
    ["in any case", "NEWLINE", ["django__django-11099"]],
    ["two words anywhere", "matrix nested", ["astropy__astropy-12907", "django__django-11099"]],
    ["a phrase", '"nested models"', ["astropy__astropy-12907"]],
    ["a phrase in its order", '"models nested"', []],
    ["an exclusion", "nested -newline", ["astropy__astropy-12907"]],
    ["an excluded phrase", 'matrix -"nested models"', ["django__django-11099"]],
    ["one or the other", "newline or marmalade", ["django__django-11099", "owner__hints-1"]],
    ["the beginning of the last word", "separab", ["astropy__astropy-12907"]],
    ["a word and a beginning", "nested newl", ["django__django-11099"]],
    ["only a beginning of the first word", "separab nested", []],
    ["an identifier", "separability_matrix", ["astropy__astropy-12907"]],
    ["a part of an identifier", "separability", ["astropy__astropy-12907"]],
    ["an instance id", "astropy__astropy-12907", ["astropy__astropy-12907"]],
    ["an instance id in quotes", '"django__django-11099"', ["django__django-11099"]],
    ["the number of an instance id", "11099", ["django__django-11099"]],
    ["the end of an instance id", "django-11099", ["django__django-11099"]],
    ["a repository", "astropy/astropy", ["astropy__astropy-12907"]],
    ["a part of a repository", "requests", ["psf__requests-7"]],
    ["a Chinese word", "排序", ["psf__requests-7"]],
    ["Chinese words", "字符串 失败", ["psf__requests-7"]],
    ["Chinese without spaces", "中文字符串比较失败", ["psf__requests-7"]],
    ["the hints", "marmalade", ["owner__hints-1"]],
    ["a test's name", "test_quokka_count", ["owner__tests-1"]],
    ["the patch", "capybara", ["owner__patch-1"]],
    ["a file of the patch", "wombat.py", ["owner__patch-1"]],
    ["a Chinese word in the patch", "数据库", ["owner__patch-1"]],
    ["a commit that looks like a number", "12e3abc9", ["owner__tests-1"]],
    ["the beginning of such a commit", "12e3a", ["owner__tests-1"]],
    ["nothing that is there", "xylophone", []],
  ])("finds %s: %s", async (_what, q, expected) => {
    expect(await search(q)).toEqual(expected);
  });

  it.each(["", " ", "\t\n"])("for nothing (%j) lists all", async (q) => {
    expect(await search(q)).toHaveLength(6);
  });

  it("goes together with facets and their counts", async () => {
    const filters = taskFilters(loadTaskListParams({ q: "nested", repo: "django/django" }));
    const facets = await countTaskFacets(await database().ctxOf("viewer"), filters);
    expect(facets.repo).toEqual([
      { value: "astropy/astropy", count: 1 },
      { value: "django/django", count: 1 },
    ]);
    expect(facets.dataset).toEqual([{ value: "search", count: 1 }]);
  });
});

describe("a hostile query", () => {
  const marks = String.raw`' " """ \ \' ';-- & | ! <-> :* a:* ( ) (((( - -- -" % _ $1 * a* a&b|!c <15 {a,b} [1]`;
  const hostile = [
    ...marks.split(" "),
    ...["or", "or or", "a or", "or a", "' or '1'='1", "-a -b", "NaN", "null", "C:\\temp\\new", "http://x.y/?z=1&w=%00"],
    ...["\0", "a\0b", "\ud800", "🦜", "\u202e", "İ", "ﬃ", "…", "´`", "٣ ابج", "ก็", "汉".repeat(10_000)],
    ...["x", "a ", '"', "-", "- ", "(", "!"].map((text) => text.repeat(10_000)),
  ];

  it.each(hostile.map((q) => [q.length > 40 ? `${q.slice(0, 10)}… (${q.length})` : JSON.stringify(q), q]))(
    "%s does not throw",
    async (_name, q) => {
      await search(q);
      await matchesOf(q);
    },
  );

  it("of any kind does not throw", async () => {
    const words = fc.constantFrom(
      "nested",
      "-",
      '"',
      "'",
      "or",
      "\\",
      ":*",
      "&",
      "|",
      "!",
      "(",
      ")",
      "<->",
      "汉字",
      " ",
      "_",
    );
    const query = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(words, { maxLength: 12 }).map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(query, async (q) => {
        await search(q);
        await matchesOf(q);
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});

function issue(instanceId: string, text: string, changes = {}) {
  return sampleRecord(1, { instance_id: instanceId, problem_statement: text, ...changes });
}

async function search(q: string): Promise<string[]> {
  const request = taskListRequest(loadTaskListParams(""), 50);
  const { items, total } = await listTasks(await database().ctxOf("viewer"), { ...request, q });
  expect(total.count).toBe(items.length);
  return items.map(({ instanceId }) => instanceId).toSorted();
}

async function matchesOf(q: string) {
  const ctx = await database().ctxOf("viewer");
  const ids = await database().connection.sql<{ id: number }[]>`select id from tasks`;
  return findMatches(
    ctx,
    ids.map(({ id }) => id),
    q,
  );
}
