import { lineParser, stateless } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

const statuses: Readonly<Record<string, TestStatus>> = {
  Passed: "PASSED",
  "***Skipped": "SKIPPED",
  "***Not Run (Disabled)": "SKIPPED",
  "***Failed": "FAILED",
};

/** CTest: ` 3/10 Test  #3: name ....   Passed    0.01 sec`. A test that could not run, or ran out of time, is an error. */
export const ctest = lineParser({
  name: "ctest",
  serves: "C, C++: ctest",
  harnessNames: ["parse_log_cpp_v4"],
  banner: /^\d+% tests passed, \d+ tests failed out of \d+/u,
  sign: /^\s*\d+\/\d+ Test +#\d+: \S/u,
  start: stateless,
  rules: [
    [
      /^\s*\d{1,9}\/\d{1,9} Test +#\d{1,9}: (\S.*?) \.+ {0,20}(Passed|\*\*\*[A-Z][\w ():/]{0,80}?) {0,20}(\d{1,9}\.\d{1,9}) sec/u,
      ([, name = "", word = "", time], log) => log.add(name, statuses[word.trim()] ?? "ERROR", seconds(time)),
    ],
  ],
});
