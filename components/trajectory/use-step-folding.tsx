"use client";

import { useCallback, useState } from "react";
import type { TextName } from "#components/trajectory/step-scene";

/** Which steps show their first line only, and which long texts were opened. */
export function useStepFolding() {
  const [{ isAllFolded, others }, setFolds] = useState<{
    readonly isAllFolded: boolean;
    /** Steps that are not as the rest are. */
    readonly others: ReadonlySet<number>;
  }>({ isAllFolded: false, others: new Set() });
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  return {
    isAllFolded,
    isFolded: useCallback((step: number) => isAllFolded !== others.has(step), [isAllFolded, others]),
    toggle: useCallback(
      (step: number) =>
        setFolds((folds) => {
          const next = new Set(folds.others);
          if (!next.delete(step)) next.add(step);
          return { ...folds, others: next };
        }),
      [],
    ),
    toggleAll: useCallback(() => setFolds((folds) => ({ isAllFolded: !folds.isAllFolded, others: new Set() })), []),
    isOpened: useCallback((name: TextName) => opened.has(keyOf(name)), [opened]),
    open: useCallback((name: TextName) => setOpened((current) => new Set(current).add(keyOf(name))), []),
  };
}

function keyOf({ step, path }: TextName): string {
  return `${step} ${path}`;
}
