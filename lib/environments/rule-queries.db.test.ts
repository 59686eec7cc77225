import { beforeAll, describe, expect, it } from "vitest";
import { sampleEnvironment } from "#lib/db/testing/sample-environment";
import { insertTaskRows } from "#lib/db/testing/task-rows";
import { testDatabase } from "#lib/db/testing/test-database";
import type { RuleTarget } from "#lib/environments/model";
import { saveEnvironment } from "#lib/environments/mutations";
import { describeTarget } from "#lib/environments/names";
import { endRule, setRule } from "#lib/environments/rule-mutations";
import { findRule, listRules } from "#lib/environments/rule-queries";

const database = testDatabase();
let hashes: readonly string[] = [];
const all = { q: "", environmentHash: null, after: null, limit: 100 };

beforeAll(async () => {
  const ctx = await database().ctxOf("curator");
  const saved = await Promise.all(
    ["jest", "pytest"].map((parser) => saveEnvironment(ctx, { name: parser, spec: sampleEnvironment({ parser }) })),
  );
  hashes = saved.map(({ hash }) => hash);
  const stored = await insertTaskRows(ctx.db, 3);
  const targets: RuleTarget[] = [
    ...stored.map(({ id }): RuleTarget => ({ scope: "task", taskId: id })),
    { scope: "repository", repo: "b/b", version: "2.0" },
    { scope: "repository", repo: "b/b", version: null },
    { scope: "repository", repo: "b/b", version: "10.0" },
    { scope: "repository", repo: "B/z", version: null },
    { scope: "repository", repo: "a/a", version: null },
    { scope: "language", language: "Python" },
    { scope: "language", language: "Go" },
  ];
  for (const [index, target] of targets.entries())
    await setRule(ctx, { target, environmentHash: hashes[index % 2] ?? "", ruleId: null });
  const gone = { scope: "repository", repo: "gone/gone", version: null } as const;
  const { id } = await setRule(ctx, { target: gone, environmentHash: hashes[0] ?? "", ruleId: null });
  await endRule(ctx, { ruleId: id });
});

describe("listRules", () => {
  it("lists what is in force by scope, name and version", async () => {
    const { items, total, nextCursor } = await listRules(await database().ctxOf("viewer"), all);
    expect(items.slice(0, 7).map(({ target }) => describeTarget(target))).toEqual([
      "Go",
      "Python",
      "B/z",
      "a/a",
      "b/b",
      "b/b 10.0",
      "b/b 2.0",
    ]);
    expect(items.slice(7).every(({ target }) => target.scope === "task")).toBe(true);
    expect({ total, nextCursor }).toEqual({ total: 10, nextCursor: null });
  });

  it.each([1, 2, 3])("leads through all of them in pages of %d", async (limit) => {
    const ctx = await database().ctxOf("viewer");
    const expected = (await listRules(ctx, all)).items;
    const seen = [];
    for (let after: number | null = null, more = true; more; more = after !== null) {
      const page = await listRules(ctx, { ...all, after, limit });
      expect(page.total).toBe(10);
      seen.push(...page.items);
      after = page.nextCursor;
    }
    expect(seen).toEqual(expected);
  });

  it.each([
    ["PYTH", ["Python"]],
    ["b/", ["B/z", "b/b", "b/b 10.0", "b/b 2.0"]],
    ["10.0", ["b/b 10.0"]],
    ["%", []],
  ])("finds %j", async (q, names) => {
    const { items, total } = await listRules(await database().ctxOf("viewer"), { ...all, q });
    expect(items.map(({ target }) => describeTarget(target))).toEqual(names);
    expect(total).toBe(names.length);
  });

  it("finds those of one environment", async () => {
    const [environmentHash = ""] = hashes;
    const { items, total } = await listRules(await database().ctxOf("viewer"), { ...all, environmentHash });
    expect(total).toBe(5);
    expect(new Set(items.map((rule) => rule.environmentHash))).toEqual(new Set([environmentHash]));
  });
});

describe("findRule", () => {
  it.each([0, -1, 1.5, 2 ** 31, Number.NaN])("knows no rule %d", async (id) => {
    expect(await findRule(await database().ctxOf("viewer"), id)).toBeUndefined();
  });
});
