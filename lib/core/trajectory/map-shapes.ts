import type { StepOutline } from "./outline.ts";
import { matchesFilter } from "./step-filter.ts";

/** The marks of a map, each a path of rectangles one unit high, a step's place from the top being its number less one. */
export interface MapShapes {
  readonly edits: string;
  readonly goldEdits: string;
  readonly tests: string;
  readonly failedTests: string;
  readonly errors: string;
  readonly loops: string;
  readonly tokens: string;
}

/** Columns of the map, in its own units: where each begins and how wide it is. */
export const mapColumns = {
  length: { x: 0, width: 36 },
  edits: { x: 42, width: 9 },
  tests: { x: 55, width: 9 },
  errors: { x: 68, width: 9 },
  tokens: { x: 81, width: 19 },
} as const;
export const mapWidth = 100;

/** Draws a whole trajectory in a handful of paths, however many steps it has. */
export function mapShapes(outline: readonly StepOutline[]): MapShapes {
  const { edits, tests, errors, tokens, length } = mapColumns;
  const marks = (column: { readonly x: number; readonly width: number }, is: (step: StepOutline) => boolean) =>
    outline
      .filter(is)
      .map(({ number }) => rectangle(column.x, number, column.width))
      .join("");
  const mostTokens = outline.reduce((most, step) => Math.max(most, tokensOf(step)), 1);
  return {
    edits: marks(edits, (step) => step.actions.includes("edit") && !step.isGoldEdit),
    goldEdits: marks(edits, (step) => step.isGoldEdit),
    tests: marks(tests, (step) => step.testRun !== null && !step.testRun.failed),
    failedTests: marks(tests, (step) => Boolean(step.testRun?.failed)),
    errors: marks(errors, (step) => matchesFilter(step, "error")),
    loops: marks({ x: length.x + length.width, width: 2 }, (step) => step.loop !== null),
    tokens: outline
      .filter((step) => tokensOf(step) > 0)
      .map((step) => rectangle(tokens.x, step.number, (tokens.width * tokensOf(step)) / mostTokens))
      .join(""),
  };
}

/** The length of each step as a bar, by the logarithm of its characters, in one path for each look. */
export function mapLengths(
  outline: readonly StepOutline[],
  lookOf: (step: StepOutline) => string,
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const most = Math.log(outline.reduce((longest, { characters }) => Math.max(longest, characters), 1) + 10);
  for (const step of outline) {
    const look = lookOf(step);
    const width = (mapColumns.length.width * Math.log(step.characters + 10)) / most;
    paths.set(look, (paths.get(look) ?? "") + rectangle(mapColumns.length.x, step.number, width));
  }
  return paths;
}

/** What a turn used: the prompt counts too, for it is sent anew each time. */
export function tokensOf({ promptTokens, completionTokens }: StepOutline): number {
  return (promptTokens ?? 0) + (completionTokens ?? 0);
}

function rectangle(x: number, number: number, width: number): string {
  return `M${x} ${number - 1}h${Math.round(width * 10) / 10}v1h${-Math.round(width * 10) / 10}z`;
}
