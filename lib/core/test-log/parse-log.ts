import { excerpt } from "../parsed.ts";
import { type ChosenParser, detectParser } from "./detect-parser.ts";
import { findFaultSign, hasSuiteRun, hasTimedOut } from "./find-evidence.ts";
import type { LogParser } from "./log-parser.ts";
import type { LogPart, LogProblem, ParsedLog } from "./model.ts";
import { type Recording, startRecording } from "./recorder.ts";
import { findParsers, logParsers } from "./registry.ts";
import { harnessParserOf, repoOfInstance } from "./repo-parsers.ts";
import { findSection } from "./section.ts";

export interface ParseOptions {
  /** A parser's name, ours or a harness's; null or `auto` to choose by the repository and the content. */
  readonly parser?: string | null;
  /** `owner/name` of the task, where it is known. */
  readonly repo?: string | null;
}

/**
 * Reads the log of a test run: the tests by name with their statuses, what the harness wrote around them, and which
 * parser read it and why. Total: a log that no parser knows has no tests and a problem that says so. Results are
 * looked for between the harness's markers; where there are none between them, in the whole log, as the harness does
 * (swebench 4 and 5), with a problem. Takes time linear in the log.
 */
export function parseLog(log: string, { parser = null, repo = null }: ParseOptions = {}): ParsedLog {
  const section = findSection(log);
  const problems: LogProblem[] = [...section.problems];
  const named = parser === null || parser === "auto" ? null : nameParsers(parser, problems);
  const known = named ?? repoParsers(repo ?? (section.instanceId && repoOfInstance(section.instanceId)));
  let read = readPart(section.part, known);
  const isWhole = section.part.text.length === log.length;
  let readFrom: ParsedLog["readFrom"] = section.hasMarkers ? "section" : "whole log";
  if (!isWhole && countTests(read) === 0) {
    const whole = readPart({ text: log, firstLine: 1 }, known);
    if (countTests(whole) > 0) {
      problems.push({
        line: section.part.firstLine,
        expected: "test results between the markers",
        found: `none there, ${countTests(whole)} in the whole log`,
      });
      read = whole;
      readFrom = "whole log";
    }
  }
  if (countTests(read) === 0) {
    const what = read ? `no result that ${read.parser.name} reads` : "nothing that any parser knows";
    problems.push({ line: section.part.firstLine, expected: "test results", found: what });
  }
  return {
    parser: read?.parser.name ?? null,
    parserReason: read?.reason ?? "nothing in the log looks like the output of a known test runner",
    tests: read?.recording.tests ?? new Map(),
    hasMarkers: section.hasMarkers,
    readFrom,
    badCodes: section.badCodes,
    exitCode: section.exitCode,
    hasTimedOut: hasTimedOut(log),
    hasSuiteRun: countTests(read) > 0 || hasSuiteRun(log),
    faultSign: findFaultSign(log),
    problems: [...problems, ...(read?.recording.problems ?? [])],
  };
}

interface KnownParsers {
  readonly parsers: readonly LogParser[];
  readonly reason: string;
  /** What was asked for is taken, whatever the content looks like. */
  readonly isForced: boolean;
}

interface ReadPart extends ChosenParser {
  readonly recording: Recording;
}

function nameParsers(name: string, problems: LogProblem[]): KnownParsers | null {
  const parsers = findParsers(name);
  if (parsers.length > 0) return { parsers, reason: "it was asked for", isForced: true };
  problems.push({ line: 1, expected: "the name of a known parser", found: excerpt(name) });
  return null;
}

function repoParsers(repo: string | null): KnownParsers | null {
  const name = repo === null ? null : harnessParserOf(repo);
  const parsers = name === null ? [] : findParsers(name);
  return parsers.length > 0 ? { parsers, reason: `the published sets read ${repo} with it`, isForced: false } : null;
}

/** By the known parsers; by the content's, where those find nothing and were not asked for. */
function readPart(part: LogPart, known: KnownParsers | null): ReadPart | null {
  const byName = known?.parsers.map((parser) => runParser(part, parser, known.reason)) ?? [];
  const best = byName.toSorted((a, b) => countTests(b) - countTests(a))[0] ?? null;
  if (countTests(best) > 0 || known?.isForced) return best;
  const chosen = detectParser(part, logParsers);
  return chosen ? runParser(part, chosen.parser, chosen.reason) : best;
}

function runParser(part: LogPart, parser: LogParser, reason: string): ReadPart {
  const recording = startRecording(parser.repeats);
  parser.read(part, recording);
  return { parser, reason, recording };
}

function countTests(read: ReadPart | null): number {
  return read?.recording.tests.size ?? 0;
}
