import { lineParser } from "../log-parser.ts";
import type { TestStatus } from "../model.ts";
import { seconds } from "../timing.ts";

interface State {
  /** The class that Surefire 2 announced before its tests ran. */
  running: string | null;
}

/**
 * Surefire and Failsafe: a line for each class, and one for each method that failed. A class goes by its name, a method
 * by `Class#method`, as `-Dtest` takes it.
 */
export const mavenSurefire = lineParser<State>({
  name: "maven-surefire",
  serves: "Java: mvn test, by class",
  repeats: "worst",
  banner: /^(?:\[INFO\] )? T E S T S$/u,
  sign: /^(?:\[\w+\] +)?(?:Running [\w$.]+$|Tests run: \d+, .* Time elapsed: )/u,
  start: () => ({ running: null }),
  rules: [
    [
      /^(?:\[\w+\] +)?Running ([\w$.]+)$/u,
      ([, name = ""], log) => {
        log.state.running = name;
      },
    ],
    [
      /^(?:\[\w+\] +)?Tests run: (\d{1,9}), Failures: (\d{1,9}), Errors: (\d{1,9}), Skipped: (\d{1,9}), Time elapsed: (\d[\d.,]{0,15})(.*)$/u,
      ([, run, failures, errors, skipped, time, rest = ""], log) => {
        const name = / in (\S+)$/u.exec(rest)?.[1] ?? log.state.running;
        if (name) log.add(name, classStatus({ run, failures, errors, skipped }), seconds(time));
        log.state.running = null;
      },
    ],
    [
      /^(?:\[\w+\] +)?([\w$.]+)(?:\(([\w$.]+)\))? .*<<< (FAILURE|ERROR)!$/u,
      ([, name = "", className, word], log) => {
        const at = name.lastIndexOf(".");
        const split = at === -1 ? null : `${name.slice(0, at)}#${name.slice(at + 1)}`;
        const method = className ? `${className}#${name}` : split;
        if (method) log.add(method, word === "ERROR" ? "ERROR" : "FAILED");
      },
    ],
  ],
});

type Counts = Readonly<Record<"run" | "failures" | "errors" | "skipped", string | undefined>>;

function classStatus({ run, failures, errors, skipped }: Counts): TestStatus {
  if (Number(failures) > 0) return "FAILED";
  if (Number(errors) > 0) return "ERROR";
  return Number(run) > 0 && run === skipped ? "SKIPPED" : "PASSED";
}
