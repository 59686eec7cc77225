import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

interface State {
  /** A test that printed something before its result. */
  pending: string | null;
}

const statuses: Readonly<Record<string, TestStatus>> = { ok: "PASSED", FAILED: "FAILED", ignored: "SKIPPED" };

/**
 * `cargo test`: `test module::name ... ok`, as in `parse_log_cargo` (swebench 4 and 5), with documentation tests and
 * ignored ones, which that leaves out. A result that comes lines later belongs to the last test without one.
 */
export const cargo = lineParser<State>({
  name: "cargo",
  serves: "Rust: cargo test",
  harnessNames: ["parse_log_cargo"],
  banner: /^test result: (?:ok|FAILED)\./u,
  sign: /^test \S.* \.\.\. /u,
  start: () => ({ pending: null }),
  rules: [
    [
      /^\s*test\s+(\S.*?)(?: - should panic)?\s\.\.\.\s+(ok|FAILED|ignored)(?:,.*)?(?: <(\d[\d.]{0,15})s>)?\s*$/u,
      ([, name = "", word = "", time], log) => {
        log.add(name, statuses[word], seconds(time));
        log.state.pending = null;
      },
    ],
    [
      /^test (\S.*?)(?: - should panic)? \.\.\. /u,
      ([, name = ""], log) => {
        log.state.pending = name;
      },
    ],
    [
      /^(ok|FAILED)$/u,
      ([, word = ""], log) => {
        if (log.state.pending !== null) log.add(log.state.pending, statuses[word]);
        log.state.pending = null;
      },
    ],
  ],
});
