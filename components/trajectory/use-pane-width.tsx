"use client";

import { useStored } from "#components/diff/use-stored";

interface PaneWidths {
  readonly least: number;
  readonly usual: number;
  readonly most: number;
}

/** The width of a pane, remembered in this browser. */
export function usePaneWidth(key: string, { least, usual, most }: PaneWidths) {
  const [stored, store] = useStored(key);
  const clamp = (width: number) => Math.round(Math.min(most, Math.max(least, width)));
  return {
    width: clamp(Number(stored) || usual),
    least,
    most,
    setWidth: (width: number) => store(String(clamp(width))),
  };
}
