import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { bash, buildTrajectory, say, turn, userSays } from "#lib/core/trajectory/testing/build-trajectory";
import { type CliResult, runCli } from "#lib/db/testing/run-cli";
import { sampleRecord, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { importTasks } from "#lib/trajectories/testing/import-trajectories";

const database = testDatabase();
const inFolder = temporaryFolder();
const oneLine = /^assay: [^\n]{1,400}\n$/;

beforeAll(async () => {
  const ctx = await database().ctxOf("curator");
  for (const dataset of ["d", "kept-apart"]) {
    await importTasks(ctx, dataset, await writeJsonLines(inFolder("tasks.jsonl"), [sampleRecord(1)]));
  }
  const { db } = database().connection;
  const passes = { dataset: "d", verdict: "resolved", decision: "approved" } as const;
  const steps = [userSays("I am a@b.com"), bash("ls", "x".repeat(3_000)), say("Done.")];
  await insertTrajectory(db, buildTrajectory(steps), { ...passes, instanceId: "one", repo: "x/y" });
  await insertTrajectory(db, buildTrajectory([userSays("?"), turn("bash", { command: "</parameter>" })]), {
    ...passes,
    instanceId: "two",
    repo: "owner/name",
  });
  await insertTrajectory(db, buildTrajectory([userSays("?"), say("!")]), {
    ...passes,
    instanceId: "three",
    verdict: null,
  });
});

function assay(...args: readonly string[]): Promise<CliResult> {
  return runCli(["export-samples", ...args], { DATABASE_URL: database().url, INIT_CWD: inFolder("") });
}

async function linesOf(name: string) {
  const text = await readFile(inFolder(name), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

describe("assay export-samples", () => {
  it("writes the samples and what became of each trajectory", async () => {
    const result = await assay("--dataset", "d", "--out", "s.jsonl", "--report", "r.json", "--json");
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const bytes = await readFile(inFolder("s.jsonl"));
    const written = JSON.parse(result.stdout);
    expect(written).toMatchObject({
      written: 2,
      funnel: [
        { step: "matched", count: 3 },
        { step: "resolved", count: 2, dropped: [{ reason: "Its patch was not graded", count: 1 }] },
        { step: "approved", count: 2 },
        { step: "consistent", count: 2 },
        { step: "unique", count: 2 },
        { step: "written", count: 2 },
      ],
      secrets: { email: { count: 1, samples: 1 } },
      sizeBytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect((await linesOf("s.jsonl")).map((line) => line.instance_id)).toEqual(["one", "two"]);
    const report = JSON.parse(await readFile(inFolder("r.json"), "utf8"));
    expect(report).toMatchObject({
      request: { condition: "approved", options: { format: "chat", verdict: "resolved", tokenizer: "o200k_base" } },
      trajectories: [
        { instanceId: "one", redactions: [{ kind: "email", path: "messages[0].content", count: 1 }] },
        { instanceId: "three", step: "resolved", reason: "Its patch was not graded" },
        { instanceId: "two", redactions: [] },
      ],
      summary: written,
    });
    expect(existsSync(inFolder("s.jsonl.partial"))).toBe(false);
    await assay("--dataset", "d", "--out", "again.jsonl");
    expect(await readFile(inFolder("again.jsonl"))).toEqual(bytes);
  });

  it("does what each option says", async () => {
    await writeFile(inFolder("system.txt"), "New.");
    const options =
      "--format function-text --max-tokens 1500 --tokenizer characters --over truncate --truncate observations";
    const more = "--observation-characters 10 --system replace --system-text system.txt --reasoning drop --any-verdict";
    const decontaminate =
      "--decontaminate kept-apart --by repo --most-per-task 1 --redact github-token,jwt --any-decision";
    const args = [...options.split(" "), ...more.split(" "), ...decontaminate.split(" ")];
    const result = await assay("--dataset", "d", "--filter", "repo=x/y,owner/name", ...args, "--out", "o.jsonl");
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(result.stdout).toMatch(
      /^Wrote 1 sample, [\d.]+ kB, to o\.jsonl\. 2 matched, 1 left out at decontaminated \(kept-apart has tasks of its repository owner\/name\)\.\nSHA-256 [0-9a-f]{64}\n$/,
    );
    const [sample] = await linesOf("o.jsonl");
    expect(sample.messages[0]).toEqual({
      role: "system",
      content: expect.stringMatching(/^New\.\n\nYou have the tools/),
    });
    expect(sample.messages[1].content).toBe("I am a@b.com");
    expect(sample).toMatchObject({ observations_shortened: 1, tokenizer: "characters" });
  });

  it("leaves no file where there is no sample, and says why", async () => {
    const result = await assay(
      "--dataset",
      "d",
      "--filter",
      "turnsMin=50",
      "--out",
      "none.jsonl",
      "--report",
      "none.json",
    );
    expect(result).toEqual({ code: 1, signal: null, stdout: "", stderr: "assay: No sample was written. 0 matched.\n" });
    const text = await assay(
      "--dataset",
      "d",
      "--filter",
      "repo=owner/name",
      "--format",
      "function-text",
      "--out",
      "none.jsonl",
    );
    expect(text.stderr).toBe(
      "assay: No sample was written. 1 matched, 1 left out at consistent (the value of bash's command holds the markup of a call's end).\n",
    );
    expect(existsSync(inFolder("none.jsonl"))).toBe(false);
    expect(existsSync(inFolder("none.jsonl.partial"))).toBe(false);
    expect(JSON.parse(await readFile(inFolder("none.json"), "utf8"))).toMatchObject({ trajectories: [] });
  });
});

it("assay export-samples leaves what stood there, and no half of a file, where it fails", async () => {
  for (const name of ["old.jsonl", "old.json"]) await writeFile(inFolder(name), "old");
  const files = ["--out", "old.jsonl", "--report", "old.json"];
  const result = await assay("--dataset", "d", "--decontaminate", "nowhere", ...files);
  expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(/There is no dataset nowhere/) });
  for (const name of ["old.jsonl", "old.json"]) {
    expect(await readFile(inFolder(name), "utf8")).toBe("old");
    expect(existsSync(inFolder(`${name}.partial`))).toBe(false);
  }
});

describe("one clear line and exit code 1", () => {
  beforeAll(() => writeFile(inFolder("blank.txt"), " \n"));

  it.each([
    ["a dataset that is not there", ["--dataset", "nowhere"], /There is no dataset nowhere/],
    ["a name that is none of a dataset", ["--dataset", "No Good"], /--dataset: A dataset's short name/],
    ["a filter that is not there", ["--dataset", "d", "--filter", "colour=red"], /--filter: .*colour/],
    [
      "a cap that is no number",
      ["--dataset", "d", "--max-tokens", "many"],
      /--max-tokens: expected a whole number, found many/,
    ],
    ["a cap of nothing", ["--dataset", "d", "--max-tokens", "0"], /--max-tokens: /],
    [
      "a kind of secret that is not there",
      ["--dataset", "d", "--redact", "email,pin"],
      /--redact: there is no kind pin; there are/,
    ],
    [
      "a domain that is none",
      ["--dataset", "d", "--allow-email-domains", "a b"],
      /--allow-email-domains: A domain looks like/,
    ],
    ["--by alone", ["--dataset", "d", "--by", "repo"], /--by goes with --decontaminate/],
    ["a text nobody asked for", ["--dataset", "d", "--system-text", "x"], /--system-text goes with --system replace/],
    [
      "no text in the place of another",
      ["--dataset", "d", "--system", "replace", "--system-text", "blank.txt"],
      /--system-text: Say what stands in the place/,
    ],
    [
      "a text that is not there",
      ["--dataset", "d", "--system", "replace", "--system-text", "/no"],
      /\/no cannot be read \(ENOENT\)/,
    ],
    [
      "a dataset to keep apart from that is not there",
      ["--dataset", "d", "--decontaminate", "nowhere"],
      /There is no dataset nowhere to keep/,
    ],
  ])("for %s", async (_what, args, message) => {
    const result = await assay(...args, "--out", "x.jsonl");
    expect(result.stderr).toMatch(message);
    expect(result.stderr).toMatch(oneLine);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(existsSync(inFolder("x.jsonl"))).toBe(false);
  });

  it("for a folder that is not there, and an option that is none", async () => {
    expect((await assay("--dataset", "d", "--out", "/no/such/s.jsonl")).stderr).toMatch(
      /^assay: \/no\/such\/s\.jsonl\.partial cannot be written \(ENOENT\)\n$/,
    );
    expect(await assay("--dataset", "d", "--out", "x.jsonl", "--colour", "red")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/unknown option '--colour'/),
    });
    expect((await assay("--dataset", "d", "--out", "x.jsonl", "--format", "csv")).stderr).toMatch(
      /Allowed choices are chat/,
    );
  });
});
