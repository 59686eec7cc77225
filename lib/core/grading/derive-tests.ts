import type { Outcomes } from "../test-log/model.ts";
import { areStable, lettersOf } from "./flakiness.ts";
import type { DeriveRule, GradingPolicy } from "./policies.ts";

/** The lists of a task, from what its tests did without and with the gold patch. */
export interface DerivedTests {
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  readonly passToFail: readonly string[];
  readonly failToFail: readonly string[];
  /** Tests whose repeats do not agree. They are in no list, but where the policy has a rule for them. */
  readonly flaky: readonly FlakyTest[];
}

export interface FlakyTest {
  readonly name: string;
  /** One status letter a run. */
  readonly empty: string;
  readonly gold: string;
}

export interface DeriveInput {
  readonly policy: GradingPolicy;
  /** Runs with the test patch alone, at least one. */
  readonly empty: readonly Outcomes[];
  /** Runs with the test patch and the gold patch, at least one. */
  readonly gold: readonly Outcomes[];
}

type ListName = Exclude<keyof DerivedTests, "flaky">;
const listNames = ["failToPass", "passToPass", "passToFail", "failToFail"] as const satisfies readonly ListName[];

/**
 * Derives the lists by a policy's table of letters before and after. Names come in the order of the gold runs, then of
 * the empty ones. Without an empty or without a gold run nothing is known, and every list is empty.
 */
export function deriveTests({ policy, empty, gold }: DeriveInput): DerivedTests {
  const found: Record<ListName, string[]> = { failToPass: [], passToPass: [], passToFail: [], failToFail: [] };
  const flaky: FlakyTest[] = [];
  if (empty.length === 0 || gold.length === 0) return { ...found, flaky };
  for (const name of new Set([...gold, ...empty].flatMap((run) => [...run.keys()]))) {
    const letters = { name, empty: lettersOf(name, empty), gold: lettersOf(name, gold) };
    if (!areStable(letters.empty) || !areStable(letters.gold)) flaky.push(letters);
    const before = agreed(letters.empty);
    const after = policy.derive.goldRepeats === "worst" ? worst(letters.gold) : agreed(letters.gold);
    const list = listNames.find((one) => holds(policy.derive[one], before, after));
    if (list) found[list].push(name);
  }
  return { ...found, flaky };
}

function holds(pairs: DeriveRule[ListName], before: string | null, after: string | null): boolean {
  if (before === null || after === null) return false;
  return pairs.some(([befores, afters]) => befores.includes(before) && afters.includes(after));
}

/** The letter of repeats that agree, the worse one of two ways to say the same; null where they do not. */
function agreed(letters: string): string | null {
  return areStable(letters) ? pickFirst(letters, "FEXPS-") : null;
}

/** Any failure is a failure, else any run that skips or does not name the test skips it (SWE-bench-Live). */
function worst(letters: string): string {
  return pickFirst(letters, "FEXS-P");
}

function pickFirst(letters: string, order: string): string {
  return [...order].find((letter) => letters.includes(letter)) ?? "-";
}
