import type { TextProblem } from "#components/code/open-json-editor";
import type { ShownProblem } from "#components/environments/problem-list";
import { formatJsonPath, scanJson } from "#lib/core/scan-json";
import type { EnvironmentProblem } from "#lib/environments/environment-problems";

/** What the server refused. */
export function showRefused(problems: readonly EnvironmentProblem[]): ShownProblem[] {
  return inOrder(problems.map(({ keys, ...problem }) => ({ ...problem, path: formatJsonPath(keys) })));
}

/** What the editor found, with the path of the value that stands there. */
export function showFound(text: string, problems: readonly TextProblem[]): ShownProblem[] {
  if (problems.length === 0) return [];
  const paths = new Map([...scanJson(text).places].map(([place, offset]) => [offset, place]));
  const starts = lineStarts(text);
  return inOrder(
    problems.map((problem) => {
      const place = paths.get((starts[problem.line - 1] ?? 0) + problem.column - 1);
      return { ...problem, path: place === undefined ? "" : formatJsonPath(JSON.parse(place)) };
    }),
  );
}

function inOrder(problems: ShownProblem[]): ShownProblem[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}
