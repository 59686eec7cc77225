import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grade } from "#lib/core/grading/grade";
import { acceptedLetters, evalTypes, policies, policyIds } from "#lib/core/grading/policies";
import { logFacts } from "#lib/core/grading/refuse-log";
import { statusLetters } from "#lib/core/grading/status-letters";
import { badCodes, type ParsedLog, testStatuses } from "#lib/core/test-log/model";
import { gradeLetters, regradeLetters, splitByLetters } from "#lib/runs/grade-letters";

const names = ["a", "b", "c", "d", "e"];

/** Logs of a few tests with whatever a harness may have written around them. */
const logs: fc.Arbitrary<ParsedLog> = fc.record({
  parser: fc.constant("pytest"),
  parserReason: fc.constant(""),
  tests: fc
    .array(fc.tuple(fc.constantFrom(...names, "other"), fc.constantFrom(...testStatuses)))
    .map((entries) => new Map(entries.map(([name, status]) => [name, { status, line: 1, durationSeconds: null }]))),
  hasMarkers: fc.boolean(),
  readFrom: fc.constant("section" as const),
  badCodes: fc.subarray([...badCodes], { maxLength: 1 }),
  exitCode: fc.constantFrom(null, 0, 1),
  hasTimedOut: fc.boolean(),
  hasSuiteRun: fc.boolean(),
  faultSign: fc.constant(null),
  problems: fc.constant([]),
});

const cases = fc.record({
  log: logs,
  policy: fc.constantFrom(...policyIds).map((id) => policies[id]),
  evalType: fc.constantFrom(...evalTypes),
  failToPass: fc.subarray(names),
  passToPass: fc.subarray(names),
});

describe("gradeLetters", () => {
  it("says what grading the log says, under every policy", () => {
    fc.assert(
      fc.property(cases, ({ log, policy, evalType, failToPass, passToPass }) => {
        const verdict = grade({ policy, log, failToPass, passToPass, evalType });
        const letters = statusLetters(log.tests, { failToPass, passToPass });
        const { resolution, failureClass, reason } = gradeLetters(policy, { letters, facts: logFacts(log), evalType });
        expect({ resolution, failureClass, reason }).toEqual({
          resolution: verdict.resolution,
          failureClass: verdict.failureClass,
          reason: verdict.reason,
        });
        if (verdict.resolution === "NOT_GRADED") return;
        const rules = acceptedLetters(policy, evalType);
        expect(splitByLetters(failToPass, letters.failToPass, rules.failToPass)).toEqual(verdict.failToPass);
        expect(splitByLetters(passToPass, letters.passToPass, rules.passToPass)).toEqual(verdict.passToPass);
      }),
    );
  });
});

describe("regradeLetters", () => {
  it("gives, from any policy's verdict, the verdict of the other", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...policyIds), ({ log, policy, evalType, failToPass, passToPass }, to) => {
        const verdict = grade({ policy, log, failToPass, passToPass, evalType });
        const outcome = {
          letters: statusLetters(log.tests, { failToPass, passToPass }),
          facts: logFacts(log),
          evalType,
        };
        expect(regradeLetters({ policy, verdict }, policies[to], outcome)).toEqual(gradeLetters(policies[to], outcome));
      }),
    );
  });

  it("leaves what the machinery saw", () => {
    const facts = {
      hasMarkers: true,
      badCodes: [],
      exitCode: 0,
      hasTimedOut: false,
      hasSuiteRun: true,
      faultSign: null,
      hasTests: true,
      hasFailure: false,
    };
    const outcome = {
      letters: { failToPass: "P", passToPass: "P", otherPassed: 0 },
      facts,
      evalType: "pass_and_fail" as const,
    };
    const verdict = {
      resolution: "NOT_GRADED",
      failureClass: "out_of_memory",
      reason: "A process was killed because memory ran out.",
    } as const;
    for (const id of policyIds) {
      expect(regradeLetters({ policy: policies.skywork, verdict }, policies[id], outcome)).toEqual(verdict);
    }
  });
});
