import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { shortenUnittestName } from "../unittest-name.ts";

interface State {
  /** The test whose docstring, output or result comes next. */
  pending: string | null;
}

const words: Readonly<Record<string, TestStatus>> = {
  ok: "PASSED",
  FAIL: "FAILED",
  ERROR: "ERROR",
  skipped: "SKIPPED",
  "expected failure": "XFAIL",
  "unexpected success": "FAILED",
};

const result = "(ok|FAIL|ERROR|expected failure|unexpected success|skipped(?: .*)?)";
const test = String.raw`\S+ \([^()\s]+\)(?: [[(].*[\])])?`;

/**
 * `python -m unittest -v`: `test_a (module.Class) ... ok`, from Python 3.11 on `test_a (module.Class.test_a) ... ok`.
 * A test goes by that first line, also where its docstring stands before the dots, in the earlier spelling.
 */
export const unittest = lineParser<State>({
  name: "unittest",
  serves: "Python: python -m unittest -v",
  harnessNames: ["parse_log_tornado", "parse_log_python_slugify"],
  banner: /^Ran \d+ tests? in \d/u,
  sign: new RegExp(String.raw`^${test} \.\.\. `, "u"),
  repeats: "worst",
  start: () => ({ pending: null }),
  rules: [
    [
      new RegExp(String.raw`^\s*(${test}) \.\.\. ${result}$`, "u"),
      ([, name = "", word = ""], log) => {
        log.add(shortenUnittestName(name), statusOf(word));
        log.state.pending = null;
      },
    ],
    [
      /^(FAIL|ERROR): (\S+ \([^()\s]+\))/u,
      ([, word = "", name = ""], log) => log.add(shortenUnittestName(name), words[word]),
    ],
    [
      new RegExp(String.raw`^(${test})(?: \.\.\. |$)`, "u"),
      ([, name = ""], log) => {
        log.state.pending = shortenUnittestName(name);
      },
    ],
    [
      new RegExp(String.raw`(?: \.\.\. |^)${result}$`, "u"),
      ([, word = ""], log) => {
        if (log.state.pending !== null) log.add(log.state.pending, statusOf(word));
        log.state.pending = null;
      },
    ],
  ],
});

function statusOf(word: string): TestStatus | undefined {
  return words[word.startsWith("skipped") ? "skipped" : word];
}
