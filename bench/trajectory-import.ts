import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { finished } from "node:stream/promises";
import postgres from "postgres";
import { isJsonObject } from "#lib/core/json";
import { openSources } from "#lib/imports/trajectories/open-sources";
import { runAssay } from "./support/command.ts";
import type { BenchServer } from "./support/database.ts";
import type { Measure } from "./support/measure.ts";

const folder = resolve("../shared/data/trajectories");
const copies = Number(process.env.BENCH_TRAJECTORY_COPIES ?? 40);

/**
 * `assay import-trajectories` of the real files, again and again under new ids, against reading the same file and parsing its
 * JSON; and of a quarter of it, to see that memory does not grow with the file.
 */
export async function measureTrajectoryImport(server: BenchServer): Promise<Measure[]> {
  const url = await server.ensureDatabase("assay_bench_trajectory_import");
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await mkdir(join(server.home, "trajectories"), { recursive: true });
  const importCopies = async (count: number) => {
    await sql`truncate trajectories, trajectory_records, imports cascade`;
    const file = join(server.home, "trajectories", `${count}.jsonl`);
    await writeCopies(file, count);
    const { seconds, peakMegabytes } = await runAssay(["import-trajectories", file, "--dataset", "bench"], url);
    const [found] = await sql<{ steps: number }[]>`select count(*)::int as steps from trajectory_steps`;
    return { file, seconds, peakMegabytes, steps: found?.steps ?? 0, megabytes: (await stat(file)).size / 1e6 };
  };
  try {
    const small = await importCopies(Math.ceil(copies / 4));
    const large = await importCopies(copies);
    const parseSeconds = await parseAll(large.file);
    const name = `import of ${large.steps.toLocaleString("en")} steps, ${Math.round(large.megabytes)} MB`;
    return [
      {
        name,
        ours: `${(large.megabytes / large.seconds).toFixed(1)} MB/s`,
        reference: `${(large.megabytes / parseSeconds).toFixed(1)} MB/s by JSON.parse`,
        ratio: parseSeconds / large.seconds,
        goal: "",
        isMet: null,
      },
      {
        name: `${name}, peak memory`,
        ours: `${Math.round(large.peakMegabytes)} MB`,
        reference: `${Math.round(small.peakMegabytes)} MB for a quarter of it`,
        ratio: large.peakMegabytes / small.peakMegabytes,
        goal: "≤ 1.25",
        isMet: large.peakMegabytes / small.peakMegabytes <= 1.25,
      },
    ];
  } finally {
    await sql.end();
  }
}

/** The records of the real files, each under an id of its own in every copy. */
async function writeCopies(path: string, count: number): Promise<void> {
  const out = createWriteStream(path);
  for (let copy = 0; copy < count; copy++) {
    const { documents } = await openSources(folder, "real");
    for await (const document of documents) {
      if (document.kind === "problem" || !isJsonObject(document.value)) continue;
      const value = { ...document.value, instance_id: `copy-${copy}-${document.position.file}` };
      if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, "drain");
    }
  }
  out.end();
  await finished(out);
}

async function parseAll(path: string): Promise<number> {
  const began = performance.now();
  const { documents } = await openSources(path, "parsed");
  let parsed = 0;
  for await (const document of documents) if (document.kind === "document") parsed++;
  if (parsed === 0) throw new Error("Nothing was parsed");
  return (performance.now() - began) / 1000;
}
