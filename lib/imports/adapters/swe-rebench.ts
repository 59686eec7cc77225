import { defineAdapter } from "./define-adapter.ts";
import { readQualityScores, readRatedDifficulty } from "./quality-scores.ts";
import { sweBenchMapping, sweBenchNeeds } from "./swe-bench.ts";

/** SWE-rebench v1 and SWE-bench-extra: SWE-bench with the two other test lists, an install config and scores. */
export const sweRebench = defineAdapter({
  id: "swe-rebench",
  label: "SWE-rebench",
  needs: [...sweBenchNeeds, ["FAIL_TO_FAIL", "PASS_TO_FAIL"], ["meta", "install_config"]],
  score: () => 3,
  mapping: sweBenchMapping,
  derive: ({ meta }) => ({ qualityScores: readQualityScores(meta) }),
});

/** SWE-rebench V2: 20 languages, times as epoch milliseconds, ratings in `meta.llm_metadata`. */
export const sweRebenchV2 = defineAdapter({
  id: "swe-rebench-v2",
  label: "SWE-rebench V2",
  needs: [...sweBenchNeeds, ["install_config"], ["language"], ["pr_description", "interface"]],
  score: () => 4,
  mapping: [
    ...sweBenchMapping,
    { column: "meta", field: "difficulty", codecs: [], note: "easy, medium and hard become bins of Verified" },
  ],
  derive: ({ meta }) => ({ qualityScores: readQualityScores(meta), difficulty: readRatedDifficulty(meta) }),
});
