"use client";

import { useState } from "react";
import { useStored } from "#components/diff/use-stored";

export type PatchLayout = "unified" | "split" | "raw";

const splitWidth = 1100;
const narrowestSplit = 700;
const narrowestTree = 900;
export const treeWidths = { least: 160, usual: 256, most: 520 } as const;

/** How this person reads patches, remembered in the browser: by the width there is, as far as the layout goes. */
export function usePatchPreferences(width: number, isReadable: boolean, startsRaw: boolean) {
  const [isRaw, setRaw] = useState(startsRaw);
  const [storedLayout, storeLayout] = useStored(`assay-patch-layout-${width >= splitWidth ? "wide" : "narrow"}`);
  const [wrap, storeWrap] = useStored("assay-patch-wrap");
  const [tree, storeTree] = useStored("assay-patch-tree");
  const [treeWidth, storeTreeWidth] = useStored("assay-patch-tree-width");
  const canSplit = width >= narrowestSplit;
  const usual = width >= splitWidth ? "split" : "unified";
  const chosen = storedLayout === "split" || storedLayout === "unified" ? storedLayout : usual;
  const layout: PatchLayout = isRaw || !isReadable ? "raw" : canSplit ? chosen : "unified";
  return {
    layout,
    canSplit,
    showRaw: setRaw,
    setLayout(next: PatchLayout) {
      setRaw(next === "raw");
      if (next !== "raw") storeLayout(next);
    },
    isWrapped: wrap !== "off",
    toggleWrap: () => storeWrap(wrap === "off" ? "on" : "off"),
    canShowTree: width >= narrowestTree,
    isTreeShown: tree !== "hidden",
    toggleTree: () => storeTree(tree === "hidden" ? "shown" : "hidden"),
    treeWidth: clampTreeWidth(Number(treeWidth) || treeWidths.usual),
    setTreeWidth: (next: number) => storeTreeWidth(String(Math.round(clampTreeWidth(next)))),
  };
}

function clampTreeWidth(width: number): number {
  return Math.min(treeWidths.most, Math.max(treeWidths.least, width));
}
