import { isJsonObject, type JsonObject, type JsonValue, parseJson } from "../json.ts";
import { excerpt } from "../parsed.ts";

// The readers in formats/ reach lib/core/json through here: the house forbids them imports from two folders up.
export { isJsonObject, type JsonObject, type JsonValue, parseJson };

/** One place of a record that is not what its format asks for. */
export interface TrajectoryProblem {
  /** Where in the record: `trajectory[12].observation`; empty for the record itself. */
  readonly path: string;
  readonly expected: string;
  /** What stood there instead, shortened. */
  readonly found: string;
}

const maxProblems = 100;

/** Gathers problems, the first hundred of them, each place once. */
export class ProblemList {
  readonly #problems = new Map<string, TrajectoryProblem>();

  report(path: string, expected: string, found: unknown): void {
    if (this.#problems.size >= maxProblems || this.#problems.has(path)) return;
    this.#problems.set(path, { path, expected, found: describeValue(found) });
  }

  list(): readonly TrajectoryProblem[] {
    return [...this.#problems.values()];
  }
}

/**
 * Reads the fields of one object. A field of the wrong type is a problem and counts as absent; `rest` gives every field
 * that nothing took, so that what a reader does not know, or cannot read, is kept.
 */
export class Fields {
  readonly #taken = new Set<string>();
  readonly value: JsonObject;
  readonly path: string;
  readonly problems: ProblemList;

  constructor(value: JsonObject, path: string, problems: ProblemList) {
    this.value = value;
    this.path = path;
    this.problems = problems;
  }

  at(key: string): string {
    return this.path === "" ? key : `${this.path}.${key}`;
  }

  /** What stands there, untaken; undefined for null too. */
  peek(key: string): Exclude<JsonValue, null> | undefined {
    return Object.hasOwn(this.value, key) ? (this.value[key] ?? undefined) : undefined;
  }

  text(...keys: readonly string[]): string | null {
    return this.#first(keys, "a text", isText);
  }

  number(...keys: readonly string[]): number | null {
    return this.#first(keys, "a number", isNumber);
  }

  boolean(...keys: readonly string[]): boolean | null {
    return this.#first(keys, "true or false", isBoolean);
  }

  object(...keys: readonly string[]): JsonObject | null {
    return this.#first(keys, "an object", isJsonObject);
  }

  list(...keys: readonly string[]): readonly JsonValue[] | null {
    return this.#first(keys, "a list", isJsonList);
  }

  /** The fields of an object inside; what they leave has to be kept by the caller. */
  inner(key: string): Fields {
    return new Fields(this.object(key) ?? {}, this.at(key), this.problems);
  }

  /** Takes whatever stands there; null where nothing does. */
  any(key: string): JsonValue {
    this.#taken.add(key);
    return this.peek(key) ?? null;
  }

  /** Leaves out fields whose content stands elsewhere in the trajectory. */
  skip(...keys: readonly string[]): void {
    for (const key of keys) this.#taken.add(key);
  }

  /** What nothing took, without nulls. */
  rest(): JsonObject {
    return withoutNulls(Object.fromEntries(Object.entries(this.value).filter(([key]) => !this.#taken.has(key))));
  }

  #first<T extends JsonValue>(
    keys: readonly string[],
    expected: string,
    is: (value: JsonValue) => value is T,
  ): T | null {
    for (const key of keys) {
      const value = this.peek(key);
      if (value === undefined) continue;
      if (is(value)) {
        this.#taken.add(key);
        return value;
      }
      this.problems.report(this.at(key), expected, value);
    }
    return null;
  }
}

function isText(value: JsonValue): value is string {
  return typeof value === "string";
}

function isNumber(value: JsonValue): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isBoolean(value: JsonValue): value is boolean {
  return typeof value === "boolean";
}

export function isJsonList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Drops the fields that say nothing: null, and objects without fields. */
export function withoutNulls(object: { readonly [key: string]: JsonValue | undefined }): JsonObject {
  const says = (entry: [string, JsonValue | undefined]): entry is [string, JsonValue] => {
    const [, value] = entry;
    return value !== undefined && value !== null && !(isJsonObject(value) && Object.keys(value).length === 0);
  };
  return Object.fromEntries(Object.entries(object).filter(says));
}

/** The list that a value is, or that its text is as JSON; null where it is neither. */
export function listOrJsonText(value: JsonValue | undefined): readonly JsonValue[] | null {
  const list = typeof value === "string" ? parseJson(value) : value;
  return isJsonList(list) ? list : null;
}

/** A value in a few words, for a message. */
function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return excerpt(value);
  if (isJsonList(value)) return `a list of ${value.length}`;
  if (isJsonObject(value)) return excerpt(`an object with ${Object.keys(value).slice(0, 8).join(", ") || "no fields"}`);
  return excerpt(String(value));
}
