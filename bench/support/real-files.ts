import { existsSync } from "node:fs";
import { resolve } from "node:path";

const folder = resolve("../shared/data/tasks");

/** The real rows that all data of the benchmarks is made of: 1,025 tasks of three published datasets. */
export const realFiles = ["verified", "multilingual", "dev"].map((name) => ({
  dataset: name,
  path: `${folder}/swe-bench_${name}.parquet`,
}));

export function requireRealFiles(): void {
  if (!realFiles.every(({ path }) => existsSync(path)))
    throw new Error(`The benchmarks need the task files of ${folder}`);
}
