import type { JsonObject } from "#lib/core/json";
import type { Adapter } from "./adapter.ts";
import { missingColumns } from "./define-adapter.ts";
import { multiSweBench } from "./multi-swe-bench.ts";
import { r2eGym } from "./r2e-gym.ts";
import { sweBench } from "./swe-bench.ts";
import { sweBenchLive } from "./swe-bench-live.ts";
import { sweBenchPro } from "./swe-bench-pro.ts";
import { sweGym } from "./swe-gym.ts";
import { sweRebench, sweRebenchV2 } from "./swe-rebench.ts";
import { sweSmith } from "./swe-smith.ts";

/** Every published schema that can be read. */
export const adapters: readonly Adapter[] = [
  sweBench,
  sweGym,
  sweRebench,
  sweRebenchV2,
  sweSmith,
  sweBenchLive,
  multiSweBench,
  sweBenchPro,
  r2eGym,
];

export type PickedAdapter =
  | { readonly ok: true; readonly adapter: Adapter }
  | { readonly ok: false; readonly message: string; readonly missing: readonly MissingColumns[] };

export interface MissingColumns {
  readonly adapter: string;
  readonly columns: readonly string[];
}

/** The adapter for records of these columns; where none fits, what each of them misses, the closest first. */
export function pickAdapter(columns: ReadonlySet<string>, sample: JsonObject): PickedAdapter {
  const scored = adapters.map((adapter) => ({ adapter, score: adapter.recognise(columns, sample) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > 0) return { ok: true, adapter: best.adapter };
  const missing = adapters
    .map((adapter) => ({ adapter: adapter.label, columns: missingColumns(adapter, columns) }))
    .filter((line) => line.columns.length > 0)
    .sort((a, b) => a.columns.length - b.columns.length);
  const reasons = missing.map((line) => `${line.adapter} needs ${line.columns.join(", ")}`);
  return { ok: false, message: `No known schema has these columns: ${reasons.join("; ")}`, missing };
}

/** The adapter of a given id, for a reader who says which schema a file has. */
export function findAdapter(id: string): Adapter | undefined {
  return adapters.find((adapter) => adapter.id === id);
}
