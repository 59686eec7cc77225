import { type LogParser, resultLines } from "../log-parser.ts";
import { stripControls } from "../strip-escapes.ts";
import { isSkipCount, isTestStatus } from "./pytest-words.ts";

/**
 * The rules of `parse_log_pytest_v2` (swebench 5): names keep their blanks, and a status may also end the line, as old
 * versions of pytest print it. Under tox the lines are the same.
 */
export const pytestV2: LogParser = {
  name: "pytest-v2",
  serves: "Python: pytest -rA with whole names, also under tox (astropy, scikit-learn, sphinx)",
  harnessNames: ["parse_log_pytest_v2", "parse_log_astropy", "parse_log_scikit", "parse_log_sphinx"],
  sign: null,
  banner: null,
  repeats: "last",
  read(part, recorder) {
    for (const { text, number } of resultLines(part, recorder)) {
      if (!anyStatus.test(text)) continue;
      const line = stripControls(text);
      const words = line.trim().split(/\s+/u);
      const [first = "", ...rest] = words;
      const last = words.at(-1) ?? "";
      if (rest.length === 0) continue;
      if (isTestStatus(first) && line.startsWith(first)) {
        const message = first === "FAILED" ? rest.indexOf("-") : -1;
        const name = (message === -1 ? rest : rest.slice(0, message)).join(" ");
        if (!isSkipCount(first, rest[0] ?? "")) recorder.add(name, first, number);
      } else if (isTestStatus(last) && line.endsWith(last)) recorder.add(words.slice(0, -1).join(" "), last, number);
    }
  },
};

const anyStatus = /PASSED|FAILED|SKIPPED|ERROR|XFAIL/u;
