import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type CliResult, runCli } from "#lib/db/testing/run-cli";
import { sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";

const database = testDatabase();
const inFolder = temporaryFolder();
const oneLine = /^assay: [^\n]{1,400}\n$/;

let file: string;

beforeAll(async () => {
  const records = [sampleRecord(1), sampleRecord(2, { patch: "" }), sampleRecord(3)];
  file = await writeJsonLines(inFolder("three.jsonl"), records);
});

describe("assay import", () => {
  it("prints one JSON object a file, first dry, then really", async () => {
    const args = ["import", file, "--dataset", "cli", "--json"];
    const dry = await assay([...args, "--dry-run"]);
    expect(dry).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(dry.stdout)).toMatchObject({ fileName: "three.jsonl", added: 2, rejected: 1, records: 3 });
    expect(await database().connection.sql`select 1 from imports`).toHaveLength(0);
    const real = await assay(args);
    expect(real).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(real.stdout)).toMatchObject({ state: "succeeded", added: 2, rejected: 1, dataset: "cli" });
  });

  it("says the counts in a sentence, and exits with 1 when nothing was imported", async () => {
    const result = await assay(["import", file, "--dataset", "strictly", "--strict"]);
    expect(result).toMatchObject({ code: 1, stderr: "" });
    expect(result.stdout).toMatch(/^three\.jsonl: failed\. 1 record was rejected, so nothing was imported\..*\n$/);
    const again = await assay(["import", file, "--dataset", "cli"]);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(/^three\.jsonl: 0 added, 0 updated, 2 unchanged, 1 rejected \(.*\)\n$/);
  });

  it("reads a path from the folder it was typed in", async () => {
    const result = await assay(["import", "three.jsonl", "--dataset", "cli", "--json"], { INIT_CWD: inFolder("") });
    expect(result).toMatchObject({ code: 0 });
  });
});

describe("assay token", () => {
  it("makes one, lists it, ends it", async () => {
    const made = JSON.parse((await assay(["token", "create", "--role", "curator", "--name", "ci", "--json"])).stdout);
    expect(made).toMatchObject({ role: "curator", name: "ci", token: expect.stringMatching(/^assay_/) });
    const { sql } = database().connection;
    const hash = createHash("sha256").update(made.token).digest("hex");
    expect(await sql`select id from api_tokens where secret_hash = ${hash}`).toEqual([{ id: made.id }]);
    const listed = JSON.parse((await assay(["token", "list", "--json"])).stdout);
    expect(listed).toMatchObject([{ id: made.id, revokedAt: null }]);
    expect(await assay(["token", "revoke", made.id])).toMatchObject({ code: 0, stdout: "Revoked.\n" });
    expect(await assay(["token", "revoke", made.id])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(oneLine),
    });
  });
});

describe("assay stats", () => {
  it("prints the means of a dataset", async () => {
    await assay(["import", file, "--dataset", "counted"]);
    const result = await assay(["stats", "--dataset", "counted", "--json"]);
    expect(JSON.parse(result.stdout)).toMatchObject({ instances: 2, means: { patchLines: 2 } });
  });
});

describe("one clear line and exit code 1", () => {
  it.each([
    [
      "a file that is not there",
      ["import", "/no/such.jsonl", "--dataset", "x"],
      {},
      /\/no\/such\.jsonl cannot be read \(ENOENT\)/,
    ],
    [
      "a bad name of a dataset",
      ["import", "package.json", "--dataset", "No Good"],
      {},
      /--dataset: A dataset's short name/,
    ],
    ["an unknown dataset", ["stats", "--dataset", "nowhere"], {}, /There is no dataset nowhere/],
    ["a token's id that is none", ["token", "revoke", "not-an-id"], {}, /not-an-id|token/],
    ["a token without a name", ["token", "create", "--name", " "], {}, /[Nn]ame/],
    [
      "a database that cannot be reached",
      ["stats", "--dataset", "x"],
      { DATABASE_URL: "postgres://a:b@127.0.0.1:1/c" },
      /ECONNREFUSED|reach/,
    ],
    [
      "a host that has two addresses",
      ["stats", "--dataset", "x"],
      { DATABASE_URL: "postgres://a:b@localhost:1/c" },
      /ECONNREFUSED|reach/,
    ],
    ["a setting that is no URL", ["stats", "--dataset", "x"], { DATABASE_URL: "nonsense" }, /DATABASE_URL/],
    ["no setting", ["stats", "--dataset", "x"], { DATABASE_URL: undefined }, /DATABASE_URL is not set/],
  ])("for %s", async (_what, args, settings, message) => {
    const result = await assay(args, settings);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).toMatch(oneLine);
    expect(result).toMatchObject({ code: 1, stdout: "" });
  });
});

function assay(
  args: readonly string[],
  settings: Readonly<Record<string, string | undefined>> = {},
): Promise<CliResult> {
  const all = { DATABASE_URL: database().url, ASSAY_HOME: inFolder("home"), ...settings };
  return runCli(args, Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value ? [[key, value]] : []))));
}
