import { type LogParser, resultLines } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";

const command = /^.*-Dtest=(\S+)/u;
const result = /BUILD (SUCCESS|FAILURE)\s*$/u;

/**
 * One `mvn test -Dtest=…` a test in a traced shell, as `parse_log_maven` (swebench 5) reads it, for Maven names no
 * passing test: each `BUILD SUCCESS` or `BUILD FAILURE` belongs to the earliest command that has none. Results that
 * came before any command belong to the commands left over at the end, in their order.
 */
export const maven: LogParser = {
  name: "maven",
  serves: "Java: mvn test -Dtest=…, one command a test",
  harnessNames: ["parse_log_maven"],
  sign: /^\++ .*-Dtest=\S/u,
  banner: /BUILD (?:SUCCESS|FAILURE)\s*$/u,
  repeats: "last",
  read(part, recorder) {
    const tests: { readonly name: string; readonly line: number }[] = [];
    const early: TestStatus[] = [];
    let finished = 0;
    for (const { text, number } of resultLines(part, recorder)) {
      const name = command.exec(text)?.[1];
      if (name !== undefined) tests.push({ name, line: number });
      const word = result.exec(text)?.[1];
      if (word === undefined) continue;
      const status = word === "SUCCESS" ? "PASSED" : "FAILED";
      const test = tests[finished];
      if (test) recorder.add(test.name, status, test.line);
      else early.push(status);
      if (test) finished++;
    }
    for (const [index, test] of tests.slice(finished).entries()) {
      const status = early[index];
      if (status) recorder.add(test.name, status, test.line);
      else recorder.report(test.line, "BUILD SUCCESS or BUILD FAILURE for this test", "the end of the log");
    }
  },
};
