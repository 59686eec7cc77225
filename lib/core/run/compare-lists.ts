import type { TestLabel, TestLists } from "./test-matrix.ts";

/** A test that a list was imported with and that validation does not find in it. */
export interface MissingTest {
  readonly name: string;
  /** Where it is instead; `absent` where no run named it. */
  readonly because: TestLabel | "flaky" | "quarantined" | "absent";
}

export interface ListDifference {
  /** How many tests both have. */
  readonly shared: number;
  readonly missing: readonly MissingTest[];
  /** Found by validation, and not imported. */
  readonly additional: readonly string[];
}

/** How the lists that a validation derived differ from those that came with the task. */
export function compareLists(
  imported: Pick<TestLists, "failToPass" | "passToPass">,
  derived: TestLists,
): { readonly failToPass: ListDifference; readonly passToPass: ListDifference } {
  const places = placesOf(derived);
  const compare = (label: TestLabel, names: readonly string[], found: readonly string[]): ListDifference => {
    const known = new Set(names);
    const missing = [...known].flatMap((name): MissingTest[] => {
      const because = places.get(name) ?? "absent";
      return because === label ? [] : [{ name, because }];
    });
    const additional = found.filter((name) => places.get(name) === label && !known.has(name));
    return { shared: known.size - missing.length, missing, additional };
  };
  return {
    failToPass: compare("F2P", imported.failToPass, derived.failToPass),
    passToPass: compare("P2P", imported.passToPass, derived.passToPass),
  };
}

/** Where each test is; what takes a test out of the lists wins over them. */
function placesOf(lists: TestLists): ReadonlyMap<string, MissingTest["because"]> {
  const entries = [
    ["F2F", lists.failToFail],
    ["P2P", lists.passToPass],
    ["P2F", lists.passToFail],
    ["F2P", lists.failToPass],
    ["quarantined", lists.quarantined],
    ["flaky", lists.flaky],
  ] as const;
  return new Map(entries.flatMap(([place, names]) => names.map((name) => [name, place] as const)));
}
