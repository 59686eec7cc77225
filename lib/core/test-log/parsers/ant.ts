import { lineParser, stateless } from "../log-parser.ts";

/** Ant's junit task with the formatter of Lombok: `[junit] [PASS] name`, as in `parse_log_ant` (swebench 4 and 5). */
export const ant = lineParser({
  name: "ant",
  serves: "Java: ant junit",
  harnessNames: ["parse_log_ant"],
  sign: /^\s*\[junit\]\s+\[(?:PASS|FAIL|ERR)\]/u,
  start: stateless,
  rules: [
    [
      /^\s*\[junit\]\s+\[(PASS|FAIL|ERR)\]\s+(\S.*)$/u,
      ([, word, name = ""], log) =>
        log.add(name.trimEnd(), word === "PASS" ? "PASSED" : word === "ERR" ? "ERROR" : "FAILED"),
    ],
  ],
});
