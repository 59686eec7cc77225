import { textOf } from "./adapter.ts";
import { defineAdapter } from "./define-adapter.ts";
import { sweBenchMapping } from "./swe-bench.ts";

/**
 * SWE-bench-Live and the environments of RepoLaunch, which have no issue and no patch. `log_parser` may hold Python
 * source; it stays text in `extra` and is never run.
 */
export const sweBenchLive = defineAdapter({
  id: "swe-bench-live",
  label: "SWE-bench-Live / RepoLaunch",
  needs: [
    ["instance_id"],
    ["repo"],
    ["base_commit"],
    ["test_cmds", "rebuild_cmds", "print_cmds", "docker_image_layers"],
  ],
  score: () => 4,
  mapping: sweBenchMapping,
  derive: ({ all_hints_text: hints }) => ({ hints: textOf(hints) ?? "" }),
  isPatchOptional: true,
});
