import { type Environment, environmentSchema } from "#lib/core/environment/model";
import { isJsonObject } from "#lib/core/json";
import { jsonPlace, positionIn, scanJson } from "#lib/core/scan-json";
import { describeIssue, type EnvironmentProblem, problemAt } from "#lib/environments/environment-problems";

export type ParsedEnvironment =
  | { readonly ok: true; readonly spec: Environment }
  | { readonly ok: false; readonly problems: readonly EnvironmentProblem[] };

/** A specification as somebody wrote it: problems know their lines. A key that stands twice is a problem, too. */
export function parseEnvironmentText(text: string): ParsedEnvironment {
  const { places, problems } = scanJson(text);
  if (problems.length > 0) return { ok: false, problems: problems.map(asProblem) };
  const parsed = parseEnvironment(JSON.parse(text));
  return parsed.ok ? parsed : { ok: false, problems: parsed.problems.map((problem) => locate(problem, text, places)) };
}

export function parseEnvironment(value: unknown): ParsedEnvironment {
  const parsed = environmentSchema.safeParse(value);
  const unstorable = findUnstorable(value, []);
  if (parsed.success && unstorable.length === 0) return { ok: true, spec: parsed.data };
  const problems = (parsed.error?.issues ?? []).flatMap((issue) => describeIssue(issue, value));
  const known = new Set(problems.map(({ keys }) => jsonPlace(keys)));
  return { ok: false, problems: [...problems, ...unstorable.filter(({ keys }) => !known.has(jsonPlace(keys)))] };
}

function asProblem({
  line,
  column,
  expected,
  found,
}: ReturnType<typeof scanJson>["problems"][number]): EnvironmentProblem {
  return { keys: [], line, column, message: `Expected ${expected}, found ${found}.` };
}

/** What is missing has no place of its own; the object that lacks it has. */
function locate(problem: EnvironmentProblem, text: string, places: ReadonlyMap<string, number>): EnvironmentProblem {
  for (let length = problem.keys.length; length >= 0; length--) {
    const offset = places.get(jsonPlace(problem.keys.slice(0, length)));
    if (offset !== undefined) return { ...problem, ...positionIn(text, offset) };
  }
  return problem;
}

/** What JSON can hold and the database cannot, or what would be lost without a word. */
function findUnstorable(value: unknown, keys: readonly (string | number)[]): EnvironmentProblem[] {
  if (typeof value === "string") {
    return isStorable(value) ? [] : [problemAt(keys, "Expected text without NUL characters and half surrogate pairs.")];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => findUnstorable(item, [...keys, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "__proto__" || !isStorable(key)
      ? [problemAt([...keys, key], "This cannot be a key. Choose another name.")]
      : findUnstorable(item, [...keys, key]),
  );
}

function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
