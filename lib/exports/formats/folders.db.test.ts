import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { eq } from "drizzle-orm";
import { parse } from "smol-toml";
import { extract } from "tar-stream";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "#lib/auth/actor";
import type { EnvironmentInput } from "#lib/core/environment/model";
import { recordTestExitCode } from "#lib/core/export/eval-script";
import type { JsonObject } from "#lib/core/json";
import { datasets, tasks } from "#lib/db/schema";
import { sampleEnvironment } from "#lib/db/testing/sample-environment";
import { sampleRecord } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { saveEnvironment } from "#lib/environments/mutations";
import { addRule } from "#lib/environments/rule-mutations";
import { makeExport } from "#lib/exports/testing/make-export";
import { freezeVersion } from "#lib/exports/versions/freeze-version";
import { newVersionSchema } from "#lib/exports/versions/model";
import { importSamples } from "#lib/imports/testing/import-samples";

const database = testDatabase();
const inFolder = temporaryFolder();
const kinds = ["swebench-folders", "harbor"] as const;
let ctx: Ctx;

beforeAll(async () => {
  ctx = await database().ctxOf("curator");
});

beforeEach(async () => {
  await database().connection.sql`truncate datasets, environments, version_contents cascade`;
});

describe.each(kinds)("%s", (kind) => {
  it("has a folder a task in the order of names, the manifest at the end, and the same bytes every time", async () => {
    await load([sampleRecord(2), sampleRecord(10)]);
    await rule({ repo: "owner/name" }, sampleEnvironment());
    const [one, other] = [await exportAll(kind), await exportAll(kind)];
    expect(one.data.equals(other.data)).toBe(true);
    const entries = await readArchive(one.data);
    const names = [...entries.keys()];
    expect(names.at(-1)).toBe("manifest.json");
    const folders = names.filter((name) => name.includes("owner__name"));
    expect(folders).toEqual(folders.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(entries.get("manifest.json")).toBe(`${JSON.stringify(one.contents, null, 2)}\n`);
  });

  it("takes what comes with a row where no rule is nearer, and what is built in where nothing is said", async () => {
    await load([
      sampleRecord(1, { image: "example/one:1", eval_script: evalScript, log_parser: "parse_log_pytest" }),
      sampleRecord(2),
    ]);
    const entries = await readArchive((await exportAll(kind)).data);
    const read = (id: number, name: string) =>
      [...entries].find(([path]) => path.includes(`owner__name-${id}/`) && path.endsWith(name))?.[1] ?? "";
    expect(read(1, "Dockerfile")).toBe("FROM example/one:1\nWORKDIR /testbed\n");
    expect(read(1, "eval.sh")).toBe(kind === "harbor" ? recordTestExitCode(evalScript) : evalScript);
    expect(read(2, "Dockerfile")).toContain('"https://github.com/owner/name"');
    expect(read(2, "eval.sh")).toContain("pytest --no-header -rA");
  });

  it("tells which tasks can have no folder, and why", async () => {
    await load([
      sampleRecord(1, { instance_id: "../../etc/cron.d/x" }),
      sampleRecord(2, { instance_id: "y".repeat(300) }),
      sampleRecord(3, { base_commit: "--upload-pack=evil" }),
      sampleRecord(4, { repo: "owner/$(id)" }),
      sampleRecord(5, { language: "Brainfuck" }),
    ]);
    const { data, contents } = await exportAll(kind);
    const dropped = contents.funnel.find(({ step }) => step === "folder")?.dropped ?? [];
    expect(Object.fromEntries(dropped.map(({ reason, ids }) => [reason, ids]))).toEqual({
      "its name cannot be a folder's": ["y".repeat(300)],
      "its base commit is none": ["owner__name-3"],
      "its repository has no plain name": ["owner__name-4"],
      "no environment is known": ["owner__name-5"],
      ...(kind === "harbor"
        ? {}
        : {
            "its name cannot be that of a folder and of an image, as the harness wants it": ["../../etc/cron.d/x"],
          }),
    });
    const names = [...(await readArchive(data)).keys()];
    expect(names.some((name) => name.includes("%2E.%2F..%2Fetc%2Fcron.d%2Fx/"))).toBe(kind === "harbor");
    for (const name of names) expect(name.split("/")).not.toContain("..");
  });

  it("leaves out what nobody else could fetch", async () => {
    await load([sampleRecord(1)]);
    await ctx.db.update(datasets).set({ forgeUrl: null });
    const { contents } = await exportAll(kind);
    expect(contents.funnel[1]?.dropped[0]?.reason).toMatch(/^its repository is nowhere on the web/);
  });

  it("of a frozen version stays the same when rules and tasks change", async () => {
    await load([sampleRecord(1)]);
    await rule({ repo: "owner/name" }, sampleEnvironment());
    await freezeVersion(ctx, newVersionSchema.parse({ dataset: "d", name: "v1", condition: "any" }));
    const before = await exportAll(kind, "v1");
    await rule({ taskId: await idOf("owner__name-1") }, sampleEnvironment({ baseImage: "debian:trixie" }));
    await load([sampleRecord(1, { problem_statement: "Another" })]);
    expect((await exportAll(kind, "v1")).data.equals(before.data)).toBe(true);
    expect((await exportAll(kind)).data.equals(before.data)).toBe(false);
  });
});

it("a task folder of swebench 5 is left out where one in it would stop all the others", async () => {
  await load([sampleRecord(1), sampleRecord(2, { FAIL_TO_PASS: "[]" }), sampleRecord(3)]);
  await rule({ repo: "owner/name" }, sampleEnvironment());
  await rule({ taskId: await idOf("owner__name-3") }, sampleEnvironment({ parser: "unittest" }));
  const { data, contents } = await exportAll("swebench-folders");
  expect(contents.funnel[1]?.dropped.map(({ reason }) => reason)).toEqual([
    "it has no FAIL_TO_PASS tests, without which the harness refuses it",
    "the harness has no parser for its logs (unittest)",
  ]);
  const folders = [...(await readArchive(data)).keys()].flatMap((name) => /^tasks\/([^/]+)/.exec(name)?.[1] ?? []);
  expect(new Set(folders)).toEqual(new Set(["owner__name-1"]));
});

it("a Harbor folder's task.toml reads back, whatever its task is called", async () => {
  const id = 'owner__"name"\\\u007f\n[x]';
  await load([sampleRecord(1, { instance_id: id })]);
  await rule({ repo: "owner/name" }, sampleEnvironment());
  const entries = await readArchive((await exportAll("harbor")).data);
  const toml = [...entries].find(([name]) => name.endsWith("task.toml"))?.[1] ?? "";
  expect(parse(toml)).toMatchObject({ schema_version: "1.4", metadata: { instance_id: id } });
});

it("a Harbor archive has one manifest.json, its own", async () => {
  await load([sampleRecord(1, { instance_id: "Manifest.json" }), sampleRecord(2)]);
  const { data, contents } = await exportAll("harbor");
  expect(contents.funnel[1]?.dropped).toMatchObject([{ ids: ["Manifest.json"] }]);
  const names = [...(await readArchive(data)).keys()];
  expect(names.filter((name) => /^manifest\.json/i.test(name))).toEqual(["manifest.json"]);
});

const evalScript = `#!/bin/bash
cd /testbed
: '>>>>> Start Test Output'
pytest -rA tests/test_module.py
: '>>>>> End Test Output'
`;

async function load(records: readonly JsonObject[]): Promise<void> {
  await importSamples(ctx, inFolder(`${crypto.randomUUID()}.jsonl`), records, "d");
}

async function rule(target: { repo: string } | { taskId: number }, spec: EnvironmentInput): Promise<void> {
  const { hash } = await saveEnvironment(ctx, { name: "own", spec });
  await addRule(ctx, {
    target:
      "repo" in target
        ? { scope: "repository", repo: target.repo, version: null }
        : { scope: "task", taskId: target.taskId },
    environmentHash: hash,
  });
}

async function idOf(instanceId: string): Promise<number> {
  const [row] = await ctx.db.select({ id: tasks.id }).from(tasks).where(eq(tasks.instanceId, instanceId));
  return row?.id ?? 0;
}

function exportAll(kind: (typeof kinds)[number], version?: string) {
  return makeExport(ctx, { dataset: "d", kind, condition: "any", version: version ?? null });
}

async function readArchive(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const entries = new Map<string, string>();
  const reader = Readable.from([bytes]).pipe(createGunzip()).pipe(extract());
  for await (const entry of reader) {
    expect(entry.header).toMatchObject({ uid: 0, gid: 0, mtime: new Date(0), type: "file" });
    entries.set(entry.header.name, (await buffer(entry)).toString("utf8"));
  }
  return entries;
}
