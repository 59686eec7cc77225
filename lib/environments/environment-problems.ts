import type { z } from "zod";
import { excerpt } from "#lib/core/parsed";
import { formatJsonPath } from "#lib/core/scan-json";
import { environmentJsonSchema } from "#lib/environments/environment-json-schema";
import { formatAmount } from "#lib/format";

/** One place where a specification is not what it must be, in words for who wrote it. */
export interface EnvironmentProblem {
  /** Where in the value, outermost first; empty for the whole. */
  readonly keys: readonly (string | number)[];
  /** 1-based, where the text is known. */
  readonly line: number | null;
  readonly column: number | null;
  /** What was expected, what was found, what to do. */
  readonly message: string;
}

export function problemAt(keys: readonly PropertyKey[], message: string): EnvironmentProblem {
  const path = keys.map((key) => (typeof key === "number" ? key : String(key)));
  return { keys: path, line: null, column: null, message };
}

const namedProblems = 3;

/** The first few in one line. */
export function describeProblems(problems: readonly EnvironmentProblem[]): string {
  const named = problems.slice(0, namedProblems).map((problem) => {
    const place = describePlace(problem);
    return place ? `${place}: ${problem.message}` : problem.message;
  });
  const rest = problems.length - named.length;
  return rest > 0 ? `${named.join(" ")} And ${rest} more.` : named.join(" ");
}

/** `line 3, column 5, limits.cpus`. */
export function describePlace({ keys, line, column }: EnvironmentProblem): string {
  const position = line === null ? [] : [`line ${line}, column ${column}`];
  return [...position, ...(keys.length > 0 ? [excerpt(formatJsonPath(keys))] : [])].join(", ");
}

export function describeIssue(issue: z.core.$ZodIssue, root: unknown): EnvironmentProblem[] {
  const value = issue.path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), root);
  const found = describeFound(value);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        problemAt(
          [...issue.path, key],
          `There is no such field. Remove it, or use one of: ${fieldsAt(issue.path).join(", ")}.`,
        ),
      );
    case "invalid_type":
      return [
        problemAt(
          issue.path,
          value === undefined
            ? `It is missing. Add ${describeKind(issue.expected)}.`
            : `Expected ${describeKind(issue.expected)}, found ${found}.`,
        ),
      ];
    case "invalid_value": {
      const values = issue.values.map((allowed) => `"${String(allowed)}"`).join(" or ");
      return [problemAt(issue.path, `Expected ${values}, found ${found}.`)];
    }
    case "invalid_key":
      return [problemAt(issue.path, `Expected as a name: ${issue.issues[0]?.message}.`)];
    case "too_small":
      return [
        problemAt(
          issue.path,
          `Expected at least ${describeSize(Number(issue.minimum), issue.origin)}, found ${found}.`,
        ),
      ];
    case "too_big":
      return [
        problemAt(issue.path, `Expected at most ${describeSize(Number(issue.maximum), issue.origin)}, found ${found}.`),
      ];
    case "invalid_format":
      return [problemAt(issue.path, `Expected: ${issue.message}. Found ${found}.`)];
    default:
      return [problemAt(issue.path, `${issue.message}. Use another in place of ${found}.`)];
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "an object",
  record: "an object",
};

function describeKind(kind: string): string {
  return kinds[kind] ?? kind;
}

function describeSize(size: number, origin: string): string {
  if (origin === "string") return formatAmount(size, "character");
  if (origin === "array") return formatAmount(size, "entry", "entries");
  return String(size);
}

function describeFound(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return excerpt(JSON.stringify(value) ?? "nothing", 60);
}

/** The fields that an object of the specification may have. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  const object = path.reduce<z.core.JSONSchema.BaseSchema | undefined>(
    (schema, key) => propertiesOf(schema)?.[String(key)],
    environmentJsonSchema(),
  );
  return Object.keys(propertiesOf(object) ?? {});
}

function propertiesOf(schema: z.core.JSONSchema.BaseSchema | undefined) {
  const options = schema?.anyOf ?? [schema];
  const found = options.flatMap((option) =>
    typeof option === "object" && option.properties ? [option.properties] : [],
  );
  // A boolean schema has no fields, and the specification has none.
  return found[0] as Record<string, z.core.JSONSchema.BaseSchema> | undefined;
}
