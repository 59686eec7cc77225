import { defineAdapter } from "./define-adapter.ts";
import { sweBenchMapping } from "./swe-bench.ts";

/** SWE-smith: `patch` plants the bug, so the gold patch is its reverse; the image pins the code. */
export const sweSmith = defineAdapter({
  id: "swe-smith",
  label: "SWE-smith",
  needs: [["instance_id"], ["repo"], ["patch"], ["FAIL_TO_PASS"], ["PASS_TO_PASS"], ["image_name"]],
  score: (columns, { repo }) =>
    !columns.has("test_patch") || (typeof repo === "string" && repo.startsWith("swesmith/")) ? 5 : 0,
  mapping: sweBenchMapping.map((line) =>
    line.field === "patch"
      ? { ...line, codecs: ["reversed-patch"], note: "plants the bug: the gold patch is its reverse" }
      : line,
  ),
});
