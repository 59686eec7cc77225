import type { ColumnMapping } from "./adapter.ts";
import { listCodecs } from "./codecs.ts";
import { defineAdapter } from "./define-adapter.ts";
import { sweBenchMapping } from "./swe-bench.ts";

const proColumns: readonly ColumnMapping[] = [
  { column: "fail_to_pass", field: "failToPass", codecs: listCodecs, note: "a list, or its JSON or Python text" },
  { column: "pass_to_pass", field: "passToPass", codecs: listCodecs, note: "a list, or its JSON or Python text" },
  {
    column: "repo_language",
    field: "language",
    codecs: ["language"],
    note: "guessed from the gold patch where absent",
  },
];

/** SWE-bench Pro: lower-case test lists, often as Python literals, which are parsed and never evaluated. */
export const sweBenchPro = defineAdapter({
  id: "swe-bench-pro",
  label: "SWE-bench Pro",
  needs: [["instance_id"], ["repo"], ["base_commit"], ["patch"], ["fail_to_pass"], ["pass_to_pass"]],
  score: () => 4,
  mapping: [...proColumns, ...sweBenchMapping],
});
