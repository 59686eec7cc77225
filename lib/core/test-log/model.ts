import type { Problem } from "../parsed.ts";

/** The statuses a test can have (`TestStatus` of the SWE-bench harness, unchanged from version 1 to 5.0). */
export const testStatuses = ["PASSED", "FAILED", "SKIPPED", "ERROR", "XFAIL"] as const;
export type TestStatus = (typeof testStatuses)[number];

/** What one log says of one test. */
export interface TestOutcome {
  readonly status: TestStatus;
  /** 1-based line of the whole log that says so. */
  readonly line: number;
  /** Where the runner prints how long the test took. */
  readonly durationSeconds: number | null;
}

/** The outcomes of a log, or as much of them as grading asks for. */
export type Outcomes = ReadonlyMap<string, Pick<TestOutcome, "status">>;

export type LogProblem = Problem;

/** A piece of a log that knows where it begins. */
export interface LogPart {
  readonly text: string;
  /** 1-based line of the whole log on which the text begins. */
  readonly firstLine: number;
}

/** What harnesses write into a log when a run went wrong before or around its tests. */
export const badCodes = ["Patch Apply Failed", "Reset Failed", "Tests Errored", "Tests Timed Out"] as const;
export type BadCode = (typeof badCodes)[number];

/** A sign in the log that the environment, and not the patch, may be at fault. */
export interface FaultSign {
  readonly reason: FaultReason;
  /** `environment` cannot come from a patch to the repository, `ambiguous` can. */
  readonly tier: "environment" | "ambiguous";
  /** 1-based line of the whole log. */
  readonly line: number;
}

export const faultReasons = [
  "browser_launch_failed",
  "display_unavailable",
  "out_of_memory",
  "container_unavailable",
  "network_unreachable",
  "missing_module",
  "no_tests_collected",
  "tests_timed_out",
] as const;
export type FaultReason = (typeof faultReasons)[number];

/** A test log, read. Everything that a grading policy asks of a log is here, so that the text is read once. */
export interface ParsedLog {
  /** Name of the parser that read it; null where none knows the log. */
  readonly parser: string | null;
  /** Why this parser, for people. */
  readonly parserReason: string;
  /** By name, in the order of their first appearance. Timings are not part of a name. */
  readonly tests: ReadonlyMap<string, TestOutcome>;
  /** The harness's marks around the test output were found: start and end, or what swebench 1 wrote before it. */
  readonly hasMarkers: boolean;
  /** Whether the results stood between the markers, or had to be looked for in the whole log. */
  readonly readFrom: "section" | "whole log";
  readonly badCodes: readonly BadCode[];
  /** Exit status of the test command, where the harness wrote it (swebench 5). */
  readonly exitCode: number | null;
  /** The harness stopped the run at its time limit and said so at the end of the log. */
  readonly hasTimedOut: boolean;
  /** The log says that a runner ran at least one test, also where no single test is named. */
  readonly hasSuiteRun: boolean;
  readonly faultSign: FaultSign | null;
  readonly problems: readonly LogProblem[];
}
