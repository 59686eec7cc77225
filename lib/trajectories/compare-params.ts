import { createLoader, createParser, parseAsStringLiteral } from "nuqs/server";
import { isRowId, parseRowId } from "#lib/trajectories/row-id";

export const compareTabs = [
  { id: "turns", label: "Turns" },
  { id: "patches", label: "Patches" },
  { id: "tests", label: "Tests" },
  { id: "measures", label: "Measures" },
] as const;
export type CompareTab = (typeof compareTabs)[number]["id"];

export interface ComparePlace {
  readonly left: number | null;
  readonly right: number | null;
  readonly tab: CompareTab;
}

const rowId = createParser({
  parse(text) {
    const id = parseRowId(text);
    return isRowId(id) ? id : null;
  },
  serialize: String,
});

export const loadComparePlace = createLoader({
  left: rowId,
  right: rowId,
  tab: parseAsStringLiteral(compareTabs.map(({ id }) => id)).withDefault("turns"),
});

/** The turn at which the reader is, from 1. */
export const turnParser = rowId;

export function compareHref({ left, right, tab }: ComparePlace): string {
  const search = new URLSearchParams();
  if (left !== null) search.set("left", String(left));
  if (right !== null) search.set("right", String(right));
  if (tab !== "turns") search.set("tab", tab);
  return `/trajectories/compare?${search}`;
}
