import { lineParser, stateless } from "../log-parser.ts";
import { summaryRule } from "./pytest.ts";

/** pytest's summary with mouse buttons by their number, whichever way the version of Python prints an enum. */
export const matplotlib = lineParser({
  name: "matplotlib",
  serves: "Python: pytest -rA (matplotlib)",
  harnessNames: ["parse_log_matplotlib"],
  start: stateless,
  rules: [summaryRule((name) => name.replaceAll("MouseButton.LEFT", "1").replaceAll("MouseButton.RIGHT", "3"))],
});
