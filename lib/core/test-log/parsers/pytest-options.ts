import { lineParser, stateless } from "../log-parser.ts";
import { shortenPathParameter } from "../path-parameter.ts";
import { summaryRule } from "./pytest.ts";

/** pytest's summary where parameters are paths that differ from machine to machine: only their last part stays. */
export const pytestOptions = lineParser({
  name: "pytest-options",
  serves: "Python: pytest -rA, paths as parameters (requests, pylint, pydicom)",
  harnessNames: ["parse_log_pytest_options", "parse_log_requests", "parse_log_pylint", "parse_log_pydicom"],
  start: stateless,
  rules: [summaryRule(shortenPathParameter)],
});
