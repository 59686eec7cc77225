import type { Outcomes, TestStatus } from "./model.ts";
import { shortenPathParameter } from "./path-parameter.ts";
import { splitTiming } from "./timing.ts";
import { respellUnittestName } from "./unittest-name.ts";

/**
 * How an id of a task found its test in a log: `exact` by the same name, `path` by the name with a path parameter
 * shortened, `spelling` by the name as another Python's unittest writes it, `timing` by the name without the time that the id ends with, `cut` by one of the two ending at the first
 * blank of the other's parameters, `prefix` by the names that begin with an id that breaks off within its parameters.
 */
export type MatchKind = "exact" | "path" | "spelling" | "timing" | "cut" | "prefix";

export type TestIdMatch =
  | { readonly id: string; readonly kind: MatchKind; readonly name: string; readonly status: TestStatus }
  /** `candidates` names begin with the id and do not agree whether the test passed, failed or was skipped. */
  | { readonly id: string; readonly kind: "ambiguous"; readonly status: null; readonly candidates: number }
  | { readonly id: string; readonly kind: "missing"; readonly status: null };

/**
 * Looks each id of a task up in the outcomes of a log, in the order of the ids. Only ids of parametrised tests are ever
 * looked up by anything but their own name: 676 ids of SWE-bench Verified end within their parameters, where an early
 * parser cut them at a blank (swebench 5, issue 290). Takes time linear in the ids and, once, n log n in the outcomes.
 */
export function matchTestIds(tests: Outcomes, ids: readonly string[]): TestIdMatch[] {
  let names: SortedNames | null = null;
  return ids.map((id) => {
    const exact = lookUp(id, id, "exact");
    if (exact) return exact;
    return (
      (hasPathParameter.test(id) ? lookUp(id, shortenPathParameter(id), "path") : null) ??
      lookUp(id, respellUnittestName(id), "spelling") ??
      lookUp(id, splitTiming(id).name, "timing") ??
      lookUp(id, cutAtBlank(id), "cut") ??
      matchPrefix(id) ?? { id, kind: "missing", status: null }
    );
  });

  function lookUp(id: string, name: string, kind: MatchKind): TestIdMatch | null {
    const outcome = tests.get(name);
    return outcome ? { id, kind, name, status: outcome.status } : null;
  }

  function matchPrefix(id: string): TestIdMatch | null {
    if (!isBrokenOff(id)) return null;
    names ??= sortNames(tests);
    return pick(id, `${id} `, "cut", names) ?? pick(id, id, "prefix", names);
  }
}

const hasPathParameter = /\[\/.*\]$/u;

/** The name up to its first blank where that lies within its parameters, as harnesses cut it; else the whole name. */
function cutAtBlank(id: string): string {
  const cut = id.slice(0, id.search(/\s|$/u));
  return isBrokenOff(cut) ? cut : id;
}

/** More brackets open than close: the id ends within its parameters (the rule of swebench 5). */
function isBrokenOff(id: string): boolean {
  let depth = 0;
  for (const char of id) {
    if (char === "[") depth++;
    else if (char === "]") depth--;
  }
  return depth > 0;
}

const groups = ["PX", "FE", "S"] as const;
type Group = (typeof groups)[number];

const groupByStatus: Readonly<Record<TestStatus, Group>> = {
  PASSED: "PX",
  XFAIL: "PX",
  FAILED: "FE",
  ERROR: "FE",
  SKIPPED: "S",
};

interface SortedNames {
  readonly names: readonly string[];
  readonly statuses: readonly TestStatus[];
  /** How many of the first n names belong to a group. */
  readonly counts: Readonly<Record<Group, readonly number[]>>;
}

function sortNames(tests: Outcomes): SortedNames {
  const sorted = Array.from(tests, ([name, { status }]) => ({ name, status })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const counts = { PX: [0], FE: [0], S: [0] };
  for (const { status } of sorted) {
    for (const group of groups) {
      counts[group].push((counts[group].at(-1) ?? 0) + (groupByStatus[status] === group ? 1 : 0));
    }
  }
  return { names: sorted.map(({ name }) => name), statuses: sorted.map(({ status }) => status), counts };
}

function pick(
  id: string,
  start: string,
  kind: MatchKind,
  { names, statuses, counts }: SortedNames,
): TestIdMatch | null {
  const from = findFirst(names, (name) => name >= start);
  const to = findFirst(names, (name) => name.slice(0, start.length) > start);
  const name = names[from];
  const status = statuses[from];
  if (from >= to || name === undefined || status === undefined) return null;
  const agreeing = counts[groupByStatus[status]];
  if ((agreeing[to] ?? 0) - (agreeing[from] ?? 0) === to - from) return { id, kind, name, status };
  return { id, kind: "ambiguous", status: null, candidates: to - from };
}

/** The first index from which on a condition holds, in a list where it holds for all that follow. */
function findFirst(names: readonly string[], holds: (name: string) => boolean): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(names[middle] ?? "")) high = middle;
    else low = middle + 1;
  }
  return low;
}
