import type { ActionKind } from "./action.ts";
import type { StepKind } from "./model.ts";
import type { StepOutline } from "./outline.ts";

/** An outline by columns, for the way to the browser: what most steps do not have is told by their numbers alone. */
export interface PackedOutline {
  readonly kinds: readonly StepKind[];
  readonly titles: readonly string[];
  readonly characters: readonly number[];
  readonly actions: readonly (readonly ActionKind[])[];
  readonly errors: readonly number[];
  readonly edits: readonly number[];
  readonly goldEdits: readonly number[];
  readonly copied: readonly number[];
  readonly testRuns: readonly (readonly [number: number, passed: number | null, failed: number | null])[];
  readonly loops: readonly (readonly [number: number, loop: number])[];
  /** Null where no step has any. */
  readonly promptTokens: readonly (number | null)[] | null;
  readonly completionTokens: readonly (number | null)[] | null;
  readonly costUsd: readonly (number | null)[] | null;
  readonly seconds: readonly (number | null)[] | null;
}

/** A title is one line of a list; a longer one is cut, and ends in an ellipsis. */
const longestTitle = 160;

/** Steps are numbered from 1 without gaps, so that a step's place is its number less one. */
export function packOutline(outline: readonly StepOutline[]): PackedOutline {
  const numbersOf = (is: (step: StepOutline) => boolean) => outline.filter(is).map(({ number }) => number);
  return {
    kinds: outline.map(({ kind }) => kind),
    titles: outline.map(({ title }) => cutTitle(title)),
    characters: outline.map(({ characters }) => characters),
    actions: outline.map(({ actions }) => actions),
    errors: numbersOf(({ isError }) => isError),
    edits: numbersOf(({ isEdit }) => isEdit),
    goldEdits: numbersOf(({ isGoldEdit }) => isGoldEdit),
    copied: numbersOf(({ isCopiedContext }) => isCopiedContext),
    testRuns: outline.flatMap(({ number, testRun }) => (testRun ? [[number, testRun.passed, testRun.failed]] : [])),
    loops: outline.flatMap(({ number, loop }) => (loop === null ? [] : [[number, loop]])),
    promptTokens: column(outline, "promptTokens"),
    completionTokens: column(outline, "completionTokens"),
    costUsd: column(outline, "costUsd"),
    seconds: column(outline, "seconds"),
  };
}

export function unpackOutline(packed: PackedOutline): readonly StepOutline[] {
  const errors = new Set(packed.errors);
  const edits = new Set(packed.edits);
  const goldEdits = new Set(packed.goldEdits);
  const copied = new Set(packed.copied);
  const testRuns = new Map(packed.testRuns.map(([number, passed, failed]) => [number, { passed, failed }]));
  const loops = new Map(packed.loops);
  return packed.kinds.map((kind, place) => ({
    number: place + 1,
    kind,
    title: packed.titles[place] ?? "",
    characters: packed.characters[place] ?? 0,
    actions: packed.actions[place] ?? [],
    isError: errors.has(place + 1),
    isEdit: edits.has(place + 1),
    isGoldEdit: goldEdits.has(place + 1),
    testRun: testRuns.get(place + 1) ?? null,
    loop: loops.get(place + 1) ?? null,
    isCopiedContext: copied.has(place + 1),
    promptTokens: packed.promptTokens?.[place] ?? null,
    completionTokens: packed.completionTokens?.[place] ?? null,
    costUsd: packed.costUsd?.[place] ?? null,
    seconds: packed.seconds?.[place] ?? null,
  }));
}

function column(
  outline: readonly StepOutline[],
  key: "promptTokens" | "completionTokens" | "costUsd" | "seconds",
): readonly (number | null)[] | null {
  return outline.some((step) => step[key] !== null) ? outline.map((step) => step[key]) : null;
}

function cutTitle(title: string): string {
  return title.length > longestTitle ? `${title.slice(0, longestTitle - 1).toWellFormed()}…` : title;
}
