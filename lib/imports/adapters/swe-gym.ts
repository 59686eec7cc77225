import { defineAdapter } from "./define-adapter.ts";
import { sweBenchMapping, sweBenchNeeds } from "./swe-bench.ts";

/** SWE-Gym: SWE-bench's columns with real lists, and nothing about the environment. */
export const sweGym = defineAdapter({
  id: "swe-gym",
  label: "SWE-Gym",
  needs: sweBenchNeeds,
  score(columns, sample) {
    const knowsEnvironment = ["environment_setup_commit", "image", "eval_script"].some((name) => columns.has(name));
    const hasOthers = [...columns].some((name) => !gymColumns.has(name));
    return Array.isArray(sample.FAIL_TO_PASS) && !knowsEnvironment && !hasOthers ? 2 : 0;
  },
  mapping: sweBenchMapping,
});

const gymColumns: ReadonlySet<string> = new Set(
  sweBenchMapping.map(({ column }) => column).filter((column) => column !== "language" && column !== "difficulty"),
);
