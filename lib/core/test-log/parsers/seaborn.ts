import { lineParser, stateless } from "../log-parser.ts";

/** The rules of `parse_log_seaborn` (swebench 1 to 5): passes and failures alone, in both orders of the words. */
export const seaborn = lineParser({
  name: "seaborn",
  serves: "Python: pytest (seaborn)",
  harnessNames: ["parse_log_seaborn"],
  start: stateless,
  rules: [
    [/^FAILED\s+(\S+)/u, ([, name = ""], log) => log.add(name, "FAILED")],
    [/^\s*(\S+)\s+PASSED /u, ([, name = ""], log) => log.add(name, "PASSED")],
    [/^PASSED\s+(\S+)/u, ([, name = ""], log) => log.add(name, "PASSED")],
  ],
});
