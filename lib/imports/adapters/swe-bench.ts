import type { ColumnMapping } from "./adapter.ts";
import { dateCodecs, listCodecs, nullableCodecs, textCodecs } from "./codecs.ts";
import { defineAdapter } from "./define-adapter.ts";

/** The columns of SWE-bench, which most later sets keep. */
export const sweBenchMapping: readonly ColumnMapping[] = [
  { column: "instance_id", field: "instanceId", codecs: ["text"] },
  { column: "repo", field: "repo", codecs: ["text"] },
  { column: "base_commit", field: "baseCommit", codecs: textCodecs },
  { column: "problem_statement", field: "problemStatement", codecs: textCodecs },
  { column: "hints_text", field: "hints", codecs: textCodecs },
  { column: "patch", field: "patch", codecs: textCodecs },
  { column: "test_patch", field: "testPatch", codecs: textCodecs },
  { column: "FAIL_TO_PASS", field: "failToPass", codecs: listCodecs, note: "a list, or its JSON text" },
  { column: "PASS_TO_PASS", field: "passToPass", codecs: listCodecs, note: "a list, or its JSON text" },
  { column: "created_at", field: "createdAt", codecs: dateCodecs, note: "kept in UTC" },
  { column: "version", field: "version", codecs: [...nullableCodecs, "number"] },
  { column: "language", field: "language", codecs: ["language"], note: "guessed from the gold patch where absent" },
  { column: "difficulty", field: "difficulty", codecs: ["difficulty", "null"], note: "the four bins of Verified" },
];

export const sweBenchNeeds = [
  ["instance_id"],
  ["repo"],
  ["base_commit"],
  ["patch"],
  ["FAIL_TO_PASS"],
  ["PASS_TO_PASS"],
] as const;

/** SWE-bench, Lite, Verified, Multilingual, Multimodal, and any set that adds columns of its own to them. */
export const sweBench = defineAdapter({
  id: "swe-bench",
  label: "SWE-bench",
  needs: sweBenchNeeds,
  score: () => 1,
  mapping: sweBenchMapping,
});
