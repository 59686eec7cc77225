import { beforeAll, describe, expect, it } from "vitest";
import { environments, sandboxImages } from "#lib/db/schema";
import { sampleEnvironment } from "#lib/db/testing/sample-environment";
import { testDatabase } from "#lib/db/testing/test-database";
import { findImage, listImageStores } from "#lib/environments/image-queries";
import { saveEnvironment } from "#lib/environments/mutations";
import { findEnvironment, listEnvironments, listVersions } from "#lib/environments/queries";
import { setRule } from "#lib/environments/rule-mutations";

const database = testDatabase();
const all = { q: "", after: null, limit: 100 };
/** `slow` and `fast` share their image: they differ in what is no part of it. */
const specs = {
  slow: sampleEnvironment({ limits: { timeoutSeconds: 60 } }),
  fast: sampleEnvironment(),
  node: sampleEnvironment({ baseImage: "node:20", parser: "jest" }),
};
const hashes = { slow: "", fast: "", node: "" };
let sharedImage = "";

beforeAll(async () => {
  const ctx = await database().ctxOf("curator");
  for (const name of ["slow", "fast", "node"] as const) {
    const saved = await saveEnvironment(ctx, { name, spec: specs[name] });
    hashes[name] = saved.hash;
    if (name === "slow") sharedImage = saved.imageHash;
  }
  for (const version of [null, "1.0"])
    await setRule(ctx, {
      target: { scope: "repository", repo: "owner/name", version },
      environmentHash: hashes.fast,
      ruleId: null,
    });
  const usedAt = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
  const other = (await findEnvironment(ctx, hashes.node))?.imageHash ?? "";
  await ctx.db.insert(sandboxImages).values([
    {
      host: "beta",
      driver: "docker",
      imageHash: sharedImage,
      state: "ready",
      digest: "sha256:1",
      sizeBytes: 3_000_000_000,
      usedAt: usedAt(1),
    },
    {
      host: "alpha",
      driver: "docker",
      imageHash: sharedImage,
      state: "ready",
      digest: "sha256:2",
      sizeBytes: 1_000,
      usedAt: usedAt(2),
    },
    {
      host: "alpha",
      driver: "docker",
      imageHash: other,
      state: "failed",
      failure: "apt-get failed",
      log: "E: no such package\n",
      usedAt: usedAt(3),
    },
    { host: "alpha", driver: "docker", imageHash: "f".repeat(64), state: "ready", sizeBytes: 24, usedAt: usedAt(0) },
  ]);
});

describe("listEnvironments", () => {
  it("lists the newest first, with what leads to them and what was built of them", async () => {
    const { items, total } = await listEnvironments(await database().ctxOf("viewer"), all);
    expect(items.map(({ name, ruleCount }) => [name, ruleCount])).toEqual([
      ["node", 0],
      ["fast", 2],
      ["slow", 0],
    ]);
    const [node, fast, slow] = items;
    expect(node?.images).toMatchObject([{ host: "alpha", state: "failed", failure: "apt-get failed", hasLog: true }]);
    expect(fast?.images.map(({ host, sizeBytes }) => [host, sizeBytes])).toEqual([
      ["alpha", 1_000],
      ["beta", 3_000_000_000],
    ]);
    expect(slow?.images).toEqual(fast?.images);
    expect(total).toBe(3);
  });

  it("leads through all of them one by one, also where two were saved at the same time", async () => {
    const ctx = await database().ctxOf("viewer");
    await database().connection.sql`update environments set created_at = '2026-01-01'`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; more = after !== null) {
      const page = await listEnvironments(ctx, { ...all, after, limit: 1 });
      seen.push(...page.items.map(({ hash }) => hash));
      after = page.nextCursor;
    }
    expect(seen).toEqual(Object.values(hashes).toSorted().toReversed());
  });

  it.each([
    ["NODE", ["node"]],
    ["debian", ["fast", "slow"]],
    ["%", []],
  ])("finds %j in names and base images", async (q, names) => {
    const { items, total } = await listEnvironments(await database().ctxOf("viewer"), { ...all, q });
    expect(items.map(({ name }) => name).toSorted()).toEqual(names);
    expect(total).toBe(names.length);
  });

  it("finds one by the beginning of its hash", async () => {
    const q = hashes.node.slice(0, 10);
    const { items } = await listEnvironments(await database().ctxOf("viewer"), { ...all, q });
    expect(items.map(({ name }) => name)).toEqual(["node"]);
  });
});

describe("findEnvironment", () => {
  it("finds it by its hash, or by 8 digits of it and more", async () => {
    const ctx = await database().ctxOf("viewer");
    for (const length of [8, 12, 64])
      expect(await findEnvironment(ctx, hashes.node.slice(0, length))).toMatchObject({
        hash: hashes.node,
        spec: { baseImage: "node:20" },
      });
    expect(await findEnvironment(ctx, hashes.node.toUpperCase())).toMatchObject({ hash: hashes.node });
  });

  it.each(["", "abc", "0123456", "zzzzzzzz", "0".repeat(64), "0".repeat(65), "%%%%%%%%"])(
    "knows no %j",
    async (hash) => {
      expect(await findEnvironment(await database().ctxOf("viewer"), hash)).toBeUndefined();
    },
  );

  it("asks for more digits where two begin alike", async () => {
    const ctx = await database().ctxOf("curator");
    const twins = ["a", "b"].map((end) => `${"c".repeat(63)}${end}`);
    const found = await findEnvironment(ctx, hashes.node);
    if (!found) throw new Error("It is there");
    await ctx.db
      .insert(environments)
      .values(twins.map((hash) => ({ hash, imageHash: hash, name: "twin", spec: found.spec, createdBy: "x" })));
    await expect(findEnvironment(ctx, "cccccccc")).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(/More than one/),
    });
    expect(await findEnvironment(ctx, twins[1] ?? "")).toMatchObject({ hash: twins[1] });
    expect((await listVersions(ctx, "twin")).map(({ hash }) => hash)).toEqual(twins.toReversed());
    await database().connection.sql`delete from environments where name = 'twin'`;
  });
});

describe("listImageStores", () => {
  it("sums up what each machine holds, and names who shares an image", async () => {
    const stores = await listImageStores(await database().ctxOf("viewer"));
    expect(stores.map(({ host, driver, sizeBytes }) => [host, driver, sizeBytes])).toEqual([
      ["alpha", "docker", 1_024],
      ["beta", "docker", 3_000_000_000],
    ]);
    const [alpha] = stores;
    expect(alpha?.images.map((image) => image.environments.map(({ name }) => name).toSorted())).toEqual([
      ["node"],
      ["fast", "slow"],
      [],
    ]);
  });
});

describe("findImage", () => {
  it("gives an image with what its build printed", async () => {
    const ctx = await database().ctxOf("viewer");
    const { imageHash = "" } = (await findEnvironment(ctx, hashes.node)) ?? {};
    expect(await findImage(ctx, { host: "alpha", driver: "docker", imageHash })).toMatchObject({
      state: "failed",
      log: "E: no such package\n",
      environments: [{ name: "node" }],
    });
    expect(await findImage(ctx, { host: "beta", driver: "docker", imageHash })).toBeUndefined();
    expect(await findImage(ctx, { host: "alpha", driver: "docker", imageHash: "x" })).toBeUndefined();
  });
});
