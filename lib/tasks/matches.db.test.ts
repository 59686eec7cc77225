import { beforeAll, describe, expect, it } from "vitest";
import { onlyItem } from "#lib/db/testing/read-tasks";
import { samplePatch, sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { importPath } from "#lib/imports/import-path";
import { importOptionsSchema } from "#lib/imports/model";
import { findMatches } from "#lib/tasks/matches";

const database = testDatabase();
const inFolder = temporaryFolder();

beforeAll(async () => {
  const records = [
    sampleRecord(1, { problem_statement: "The separability_matrix of nested models; a newline; 汉字排序错误" }),
    sampleRecord(2, { hints_text: "Only the hints speak of marmalade" }),
    sampleRecord(3, { FAIL_TO_PASS: ["tests/test_views.py::ViewTest::test_quokka_count"] }),
    sampleRecord(4, { patch: samplePatch("src/wombat.py", 5).replace("first", "capybara") }),
    sampleRecord(5, { problem_statement: `${"before ".repeat(50)}platypus${" after".repeat(100)}` }),
  ];
  const path = await writeJsonLines(inFolder("issues.jsonl"), records);
  const options = importOptionsSchema.parse({ dataset: "search" });
  await onlyItem(importPath(await database().ctxOf("curator"), path, options, {}));
});

describe("findMatches", () => {
  it.each([
    ["newline", "issue", "newline"],
    ["marmalade", "hints", "marmalade"],
    ["quokka", "tests", "test_quokka_count"],
    ["capybara", "patch", "capybara"],
    ["排序", "issue", "排序"],
    ["SEPARABILITY_MATRIX", "issue", "separability_matrix"],
  ])("shows where %s stands", async (q, field, text) => {
    const matches = [...(await matchesOf(q)).values()];
    expect(matches).toContainEqual(expect.objectContaining({ field, text: expect.stringContaining(text) }));
  });

  it("cuts a long text around the first hit and says on which sides", async () => {
    const [match] = [...(await matchesOf("platypus")).values()];
    expect(match).toMatchObject({ field: "issue", isCutBefore: true, isCutAfter: true });
    expect(match?.text).toHaveLength(240);
    expect(match?.text.indexOf("platypus")).toBe(60);
    const [begin] = [...(await matchesOf("before")).values()];
    expect(begin).toMatchObject({ isCutBefore: false, isCutAfter: true });
  });

  it("asks nothing for no tasks or no words", async () => {
    const ctx = await database().ctxOf("viewer");
    expect(await findMatches(ctx, [], "x")).toEqual(new Map());
    expect(await findMatches(ctx, [1], " ")).toEqual(new Map());
    expect(await findMatches(ctx, [1], "-only -exclusions")).toEqual(new Map());
  });
});

async function matchesOf(q: string) {
  const ctx = await database().ctxOf("viewer");
  const ids = await database().connection.sql<{ id: number }[]>`select id from tasks`;
  return findMatches(
    ctx,
    ids.map(({ id }) => id),
    q,
  );
}
