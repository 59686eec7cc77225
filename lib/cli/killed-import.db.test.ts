import { describe, expect, it } from "vitest";
import { readContent } from "#lib/db/testing/read-tasks";
import { runCli, startCli } from "#lib/db/testing/run-cli";
import { sampleRecords, writeJsonLines } from "#lib/db/testing/sample-records";
import { temporaryFolder } from "#lib/db/testing/temporary-folder";
import { testDatabase } from "#lib/db/testing/test-database";
import { until } from "#lib/db/testing/wait";

const database = testDatabase();
const inFolder = temporaryFolder();
const count = 5_000;

describe("assay import", () => {
  it.each(["SIGKILL", "SIGTERM"] as const)(
    "that ends by %s goes on with the same command, doubling nothing",
    async (signal) => {
      const { sql, db } = database().connection;
      const dataset = signal.toLowerCase();
      const path = await writeJsonLines(inFolder(`${dataset}.jsonl`), sampleRecords(count));
      const args = ["import", path, "--dataset", dataset, "--json"];
      const { child, result } = startCli(args, settings());
      await until("the first batch", async () => {
        const [row] = await sql`select position from imports where dataset = ${dataset}`;
        return row?.position > 0;
      });
      child.kill(signal);
      const ended = await result;
      if (signal === "SIGKILL") expect(ended).toMatchObject({ signal, stdout: "" });
      else expect(JSON.parse(ended.stdout)).toMatchObject({ state: "running", failure: null });
      const [stopped] = await sql`select id, state, position, added from imports where dataset = ${dataset}`;
      expect(stopped).toMatchObject({ state: "running", added: stopped?.position });
      expect(stopped?.position).toBeLessThan(count);
      expect(await sql`select count(*)::int as count from tasks where dataset = ${dataset}`).toEqual([
        { count: stopped?.position },
      ]);

      const again = await runCli(args, settings());
      expect(again).toMatchObject({ code: 0, stderr: "" });
      expect(JSON.parse(again.stdout)).toMatchObject({
        id: stopped?.id,
        state: "succeeded",
        added: count,
        unchanged: 0,
      });
      const content = await readContent(db, dataset);
      expect(content.map(({ sourceRecord }) => sourceRecord).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: count }, (_, index) => index + 1),
      );
      expect(
        content.every(({ revision, sourceLine, sourceRecord }) => revision === 1 && sourceLine === sourceRecord),
      ).toBe(true);
    },
  );
});

function settings() {
  return { DATABASE_URL: database().url, ASSAY_HOME: inFolder("home") };
}
