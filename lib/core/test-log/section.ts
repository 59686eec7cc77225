import { lineCounter } from "../line-counter.ts";
import { excerpt } from "../parsed.ts";
import { type BadCode, badCodes, type LogPart, type LogProblem } from "./model.ts";

/** Where the tests' own output stands in a harness's log, and what the harness wrote around it. */
export interface TestSection {
  readonly part: LogPart;
  readonly hasMarkers: boolean;
  readonly badCodes: readonly BadCode[];
  readonly exitCode: number | null;
  /** The task, where the log names it (swebench 1). */
  readonly instanceId: string | null;
  readonly problems: readonly LogProblem[];
}

const prefix = ">>>>> ";
const startMarker = "Start Test Output";
const endMarker = "End Test Output";
const appliedMarker = "Applied Patch (pred)";
const exitCodeMarker = "Test Exit Code";
const exitCodeText = /^Test Exit Code: {0,4}(-?\d{1,9})/u;
const markerTexts = [startMarker, endMarker, appliedMarker, exitCodeMarker, ...badCodes];
const maxMarkerLength = 60;
const maxProblems = 10;

interface Marker {
  readonly text: string;
  /** Of the prefix, and behind the marker. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/**
 * Finds the part of a log that holds the tests' output. Swebench 2 to 5 and SWE-smith write `>>>>> Start Test Output`
 * and `>>>>> End Test Output`, and the first of each count, as there; swebench 1 writes `>>>>> Applied Patch (pred)`
 * before it, of which the last counts. Without either the part is the whole log, `hasMarkers` is false, and there is a
 * problem. Bad codes count wherever they stand. Of several exit codes the last counts, for the harness writes it last.
 */
export function findSection(log: string): TestSection {
  const problems: LogProblem[] = [];
  const markers = findMarkers(log);
  const found = new Set<BadCode>();
  for (const { text, line } of markers) {
    const code = badCodes.find((one) => text.startsWith(one));
    if (code) {
      found.add(code);
      report(line, "a run that got to its tests and through them", `${prefix}${code}`);
    }
  }
  return {
    ...cutSection(log, markers, report),
    badCodes: [...found],
    exitCode: readExitCode(markers, report),
    instanceId: /^\s*- Instance ID: (\S{1,200})\s*$/mu.exec(log.slice(0, 4096))?.[1] ?? null,
    problems,
  };

  function report(line: number, expected: string, what: string): void {
    if (problems.length < maxProblems) problems.push({ line, expected, found: what });
  }
}

type Report = (line: number, expected: string, found: string) => void;

function findMarkers(log: string): Marker[] {
  const markers: Marker[] = [];
  const lineAt = lineCounter(log);
  for (let at = log.indexOf(prefix); at !== -1; at = log.indexOf(prefix, at + prefix.length)) {
    const text = log.slice(at + prefix.length, at + prefix.length + maxMarkerLength);
    const known = markerTexts.find((one) => text.startsWith(one));
    if (known) markers.push({ text, start: at, end: at + prefix.length + known.length, line: lineAt(at) });
  }
  return markers;
}

function cutSection(log: string, markers: readonly Marker[], report: Report): Pick<TestSection, "part" | "hasMarkers"> {
  const starts = markers.filter(({ text }) => text.startsWith(startMarker));
  const ends = markers.filter(({ text }) => text.startsWith(endMarker));
  const start = starts.find((one, index) => !isEcho(log, one, starts[index + 1]));
  const end = ends.find((one) => one.start > (start?.start ?? -1));
  if (start && ends.length > 0) {
    const again = starts.find((one) => one.start > start.start && one.start < (end?.start ?? log.length));
    if (again) report(again.line, `one line ${prefix}${startMarker}`, "another one");
    if (!end) report(start.line, `${prefix}${endMarker} behind the start`, "one before it alone");
    const stop = Math.min(again?.start ?? log.length, end?.start ?? log.length);
    return { part: cut(log, start, withoutTrace(log, stop)), hasMarkers: true };
  }
  const applied = markers.findLast(({ text }) => text.startsWith(appliedMarker));
  if (applied && !start && ends.length === 0) return { part: cut(log, applied, log.length), hasMarkers: true };
  if (start) report(start.line, `${prefix}${endMarker} behind the start`, "none");
  else report(1, `the lines ${prefix}${startMarker} and ${prefix}${endMarker}`, ends[0] ? "the end alone" : "neither");
  return { part: { text: log, firstLine: 1 }, hasMarkers: false };
}

function cut(log: string, from: Marker, to: number): LogPart {
  return { text: log.slice(from.end, Math.max(from.end, to)), firstLine: from.line };
}

/** Whether a marker is the trace of the command that prints the next one. */
function isEcho(log: string, marker: Marker, next: Marker | undefined): boolean {
  return next !== undefined && next.start - marker.end < 8 && /^['"\s]*$/u.test(log.slice(marker.end, next.start));
}

/** Where a part ends when `bash -x` wrote its trace before the marker. */
function withoutTrace(log: string, end: number): number {
  const trace = /\+{1,9} (?::|echo) ['"]?$/u.exec(log.slice(Math.max(0, end - 24), end));
  return end - (trace?.[0].length ?? 0);
}

function readExitCode(markers: readonly Marker[], report: Report): number | null {
  let exitCode: number | null = null;
  for (const { text, line } of markers) {
    if (!text.startsWith(exitCodeMarker)) continue;
    const match = exitCodeText.exec(text);
    if (!match) {
      report(line, "an exit code behind its name", excerpt(text.split("\n")[0] ?? ""));
      continue;
    }
    const code = Number(match[1]);
    if (exitCode !== null && exitCode !== code) report(line, "one exit code", `${code} after ${exitCode}`);
    exitCode = code;
  }
  return exitCode;
}
