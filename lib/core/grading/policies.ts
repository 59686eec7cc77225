/** The named rules by which lists of tests are derived and runs are graded. A rule that changes gets a new name. */
export const policyIds = ["swebench-4", "swebench-5", "skywork", "live-3x", "rebench-2", "swe-smith"] as const;
export type PolicyId = (typeof policyIds)[number];

/**
 * A policy as data. Sets of letters are strings of P, X, F, E, S and `-`: passed, xfail, failed, error, skipped,
 * missing (see `status-letters.ts`).
 */
export interface GradingPolicy {
  readonly id: PolicyId;
  /** What the policy is, for people. */
  readonly description: string;
  /** Letters that do not stand in the way of FULL. */
  readonly failToPassAccepts: string;
  readonly passToPassAccepts: string;
  /** Of the accepted letters those that are no success either: such a test is in neither list of the verdict. */
  readonly failToPassIgnores: string;
  readonly passToPassIgnores: string;
  /** False where a test that passes and is in neither list keeps a run from FULL. */
  readonly allowsOtherPassed: boolean;
  /** A log without the harness's markers is not graded. */
  readonly needsMarkers: boolean;
  /** A log without results is graded only where it says that the tests ran. */
  readonly needsSuiteRun: boolean;
  /** A command that failed while its log shows no failure is not graded. */
  readonly checksExitCode: boolean;
  readonly derive: DeriveRule;
}

/** How a test is sorted by its letter before and after the gold patch: pairs of sets, of which any may hold. */
export interface DeriveRule {
  readonly failToPass: readonly LetterPair[];
  readonly passToPass: readonly LetterPair[];
  readonly passToFail: readonly LetterPair[];
  readonly failToFail: readonly LetterPair[];
  /**
   * `agree`: a test whose repeats do not agree is in no list. `worst`: any failure among the gold runs is a failure,
   * else any run that skipped the test or does not name it skips it; the empty runs have to agree.
   */
  readonly goldRepeats: "agree" | "worst";
}

type LetterPair = readonly [before: string, after: string];

/** `convert_log_to_ground_truth` of swebench 1, which later versions kept: what is missing before counts as failed. */
const sweBenchDerivation: DeriveRule = {
  failToPass: [["FE-", "P"]],
  passToPass: [["PX", "P"]],
  passToFail: [["PX", "FE"]],
  failToFail: [["FE-", "FE"]],
  goldRepeats: "agree",
};

const sweBench5: GradingPolicy = {
  id: "swebench-5",
  description: "SWE-bench harness 5.0: a skipped FAIL_TO_PASS test fails, a skipped PASS_TO_PASS test is kept",
  failToPassAccepts: "PX",
  passToPassAccepts: "PXS",
  failToPassIgnores: "",
  passToPassIgnores: "",
  allowsOtherPassed: true,
  needsMarkers: true,
  needsSuiteRun: true,
  checksExitCode: true,
  derive: sweBenchDerivation,
};

/** Every policy, by its name. */
export const policies: Readonly<Record<PolicyId, GradingPolicy>> = {
  "swebench-5": sweBench5,
  "swebench-4": {
    ...sweBench5,
    id: "swebench-4",
    description: "SWE-bench harness 4: a skipped test counts neither way, so a run that skips all of them is FULL",
    failToPassAccepts: "PXS",
    failToPassIgnores: "S",
    passToPassIgnores: "S",
    needsSuiteRun: false,
    checksExitCode: false,
  },
  skywork: {
    ...sweBench5,
    id: "skywork",
    description: "Skywork-SWE (arXiv 2506.19290): every test has to pass",
    passToPassAccepts: "PX",
    checksExitCode: false,
  },
  "live-3x": {
    ...sweBench5,
    id: "live-3x",
    description: "SWE-bench-Live: only a failure loses a PASS_TO_PASS test; gold runs are repeated, any failure counts",
    failToPassAccepts: "P",
    passToPassAccepts: "PS-",
    passToPassIgnores: "S-",
    needsMarkers: false,
    needsSuiteRun: false,
    checksExitCode: false,
    derive: {
      failToPass: [["FEXS-", "P"]],
      passToPass: [["P", "P"]],
      passToFail: [["P", "FEX"]],
      failToFail: [["FEX", "FEX"]],
      goldRepeats: "worst",
    },
  },
  "rebench-2": {
    ...sweBench5,
    id: "rebench-2",
    description: "SWE-rebench V2: the tests that pass are exactly those of the two lists",
    failToPassAccepts: "P",
    passToPassAccepts: "P",
    allowsOtherPassed: false,
    needsMarkers: false,
    needsSuiteRun: false,
    checksExitCode: false,
  },
  "swe-smith": {
    ...sweBench5,
    id: "swe-smith",
    description: "SWE-smith: a test that a run does not name counts as passed, a skipped one counts neither way",
    failToPassAccepts: "PXS-",
    passToPassAccepts: "PXS-",
    failToPassIgnores: "S",
    passToPassIgnores: "S",
    needsSuiteRun: false,
    checksExitCode: false,
    derive: {
      failToPass: [
        ["F-", "P"],
        ["F", "-"],
      ],
      passToPass: [["P", "P"]],
      passToFail: [["P-", "F"]],
      failToFail: [["F", "F"]],
      goldRepeats: "agree",
    },
  },
};

/** How the harness grades a task's tests: by what passes, or by what fails (`EvalType`, swebench 4 and 5). */
export const evalTypes = ["pass_and_fail", "fail_only"] as const;
export type EvalType = (typeof evalTypes)[number];

/** What a fail-only task accepts in both lists: anything but a test that failed by name. */
const failOnlyAccepts = "PXSE-";

/** The letters a policy accepts and ignores, for tasks of an evaluation type. */
export function acceptedLetters(
  policy: GradingPolicy,
  evalType: EvalType,
): Record<"failToPass" | "passToPass", LetterRule> {
  if (evalType === "fail_only") {
    const rule = { accepts: failOnlyAccepts, ignores: "" };
    return { failToPass: rule, passToPass: rule };
  }
  return {
    failToPass: { accepts: policy.failToPassAccepts, ignores: policy.failToPassIgnores },
    passToPass: { accepts: policy.passToPassAccepts, ignores: policy.passToPassIgnores },
  };
}

export interface LetterRule {
  readonly accepts: string;
  readonly ignores: string;
}
