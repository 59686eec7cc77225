import { excerpt } from "../parsed.ts";
import { readLines } from "./lines.ts";
import type { LogPart, TestStatus } from "./model.ts";
import type { Recorder, RepeatRule } from "./recorder.ts";
import { stripEscapes } from "./strip-escapes.ts";

/** One family of test output. */
export interface LogParser {
  readonly name: string;
  /** Language and runner, for people. */
  readonly serves: string;
  /** The names by which harnesses call it (`PARSER_REGISTRY` of swebench 5, the parsers of SWE-rebench V2). */
  readonly harnessNames: readonly string[];
  /** A line with a result as this family writes it; null where the content cannot tell it from a sibling. */
  readonly sign: RegExp | null;
  /** A line that the runner writes once, at the start or the end of a run. */
  readonly banner: RegExp | null;
  readonly repeats: RepeatRule;
  read(part: LogPart, recorder: Recorder): void;
}

/** What a rule may do with its line. */
export interface LineScope<State> {
  readonly state: State;
  /** 1-based, in the whole log. */
  readonly number: number;
  add(name: string, status: TestStatus | undefined, durationSeconds?: number | null): void;
  /** Nothing behind this line is a result any more. */
  stop(): void;
}

/** The first rule whose pattern matches has the line. Patterns take linear time on any line. */
export type LineRule<State = undefined> = readonly [
  pattern: RegExp,
  handle: (match: RegExpExecArray, scope: LineScope<State>) => void,
];

interface LineParserSpec<State> {
  readonly name: string;
  readonly serves: string;
  readonly harnessNames?: readonly string[];
  readonly sign?: RegExp;
  readonly banner?: RegExp;
  readonly repeats?: RepeatRule;
  readonly start: () => State;
  readonly rules: readonly LineRule<State>[];
}

/** A parser that reads line by line, without the terminal's escape sequences, by a table of rules. */
export function lineParser<State>(spec: LineParserSpec<State>): LogParser {
  const { name, serves, harnessNames = [], sign = null, banner = null, repeats = "last", start, rules } = spec;
  return {
    name,
    serves,
    harnessNames,
    sign,
    banner,
    repeats,
    read(part, recorder) {
      const state = start();
      let isStopped = false;
      for (const { text, number } of resultLines(part, recorder)) {
        for (const [pattern, handle] of rules) {
          const match = pattern.exec(text);
          if (!match) continue;
          handle(match, {
            state,
            number,
            add(test, status, durationSeconds = null) {
              if (status) recorder.add(test, status, number, durationSeconds);
            },
            stop() {
              isStopped = true;
            },
          });
          break;
        }
        if (isStopped) return;
      }
    },
  };
}

/** A rule table without memory from line to line. */
export function stateless(): undefined {
  return undefined;
}

const maxLineLength = 65_536;

/** The lines that can hold a result, without escape sequences. A line too long to be one is a problem, and left out. */
export function* resultLines(part: LogPart, recorder: Recorder): Generator<{ text: string; number: number }> {
  for (const line of readLines(part)) {
    if (line.text.length <= maxLineLength) yield { text: stripEscapes(line.text), number: line.number };
    else recorder.report(line.number, `at most ${maxLineLength} characters in a line`, excerpt(line.text));
  }
}
