import postgres from "postgres";
import { runAssay } from "./support/command.ts";
import { startServer } from "./support/database.ts";
import { fillMillion } from "./support/fill-million.ts";
import { realFiles } from "./support/real-files.ts";
const server = await startServer();
const url = await server.ensureDatabase("assay_bench_list");
console.log(url);
for (const { dataset, path } of realFiles) { const r = await runAssay(["import", path, "--dataset", dataset, "--json"], url); console.log(dataset, r.seconds, r.peakMegabytes, r.output.slice(0,100)); }
const sql = postgres(url, { max: 1, onnotice: () => {} });
console.time("fill"); await fillMillion(sql); console.timeEnd("fill");
await sql.end(); await server.stop();
