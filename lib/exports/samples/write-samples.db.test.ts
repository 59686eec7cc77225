import { readdir, readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { buildTrajectory, say, userSays } from "#lib/core/trajectory/testing/build-trajectory";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { insertTrajectory } from "#lib/db/testing/trajectory-rows";
import { type SampleRequest, sampleOptionsSchema } from "#lib/exports/samples/model";
import { writeSamples } from "#lib/exports/samples/write-samples";

const database = testDatabase();
const inFolder = temporaryFolder();
const options = sampleOptionsSchema.parse({ tokenizer: "characters", verdict: "any" });
const request: SampleRequest = { dataset: "d", filter: "", ids: null, condition: "any", version: null, options };

it("samples that are called off leave the files as they were", async () => {
  const { db } = database().connection;
  for (const instanceId of ["a-1", "a-2"]) {
    await insertTrajectory(db, buildTrajectory([userSays(instanceId), say("Done.")]), { dataset: "d", instanceId });
  }
  const ctx = await database().ctxOf("viewer");
  const files = { out: inFolder("s.jsonl"), report: inFolder("r.json") };
  for (const path of Object.values(files)) await writeFile(path, "old");
  const stop = AbortSignal.abort(new Error("called off"));
  await expect(writeSamples(ctx, request, files, stop)).rejects.toThrow("called off");
  for (const path of Object.values(files)) expect(await readFile(path, "utf8")).toBe("old");
  const { written } = await writeSamples(ctx, request, files, new AbortController().signal);
  expect(written).toBe(2);
  expect((await readFile(files.out, "utf8")).trimEnd().split("\n")).toHaveLength(2);
  expect(JSON.parse(await readFile(files.report, "utf8"))).toMatchObject({ summary: { written: 2 } });
  expect((await readdir(inFolder(""))).toSorted()).toEqual(["r.json", "s.jsonl"]);
});
