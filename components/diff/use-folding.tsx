"use client";

import { useCallback, useMemo, useState } from "react";
import { unchangedRunAt } from "#lib/core/diff/flatten-diff";
import type { DiffDocument } from "#lib/core/diff/model";

/** Which files show their header only, and which unchanged runs and huge lines were opened. */
export function useFolding(diff: DiffDocument, startFile: number | null, startLine: number | null) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(
    () =>
      new Set(diff.files.filter(({ foldedAs, place }) => foldedAs && place !== startFile).map(({ place }) => place)),
  );
  const [opened, setOpened] = useState<ReadonlySet<number>>(() => {
    const run = startLine === null ? null : unchangedRunAt(diff, startLine);
    return new Set(run === null ? [] : [run]);
  });
  const toggleFile = useCallback(
    (file: number) => setCollapsed((current) => (current.has(file) ? without(current, file) : withOne(current, file))),
    [],
  );
  const openUnchanged = useCallback((run: number) => setOpened((current) => withOne(current, run)), []);
  const expandTo = useCallback(
    (file: number, line: number | null) => {
      setCollapsed((current) => without(current, file));
      const run = line === null ? null : unchangedRunAt(diff, line);
      if (run !== null) openUnchanged(run);
    },
    [diff, openUnchanged],
  );
  const isAllCollapsed = collapsed.size === diff.files.length;
  const toggleAll = useCallback(
    () => setCollapsed(isAllCollapsed ? new Set() : new Set(diff.files.map(({ place }) => place))),
    [diff, isAllCollapsed],
  );
  return useMemo(
    () => ({ collapsed, opened, isAllCollapsed, toggleFile, toggleAll, openUnchanged, expandTo }),
    [collapsed, opened, isAllCollapsed, toggleFile, toggleAll, openUnchanged, expandTo],
  );
}

function withOne(set: ReadonlySet<number>, one: number): ReadonlySet<number> {
  return set.has(one) ? set : new Set(set).add(one);
}

function without(set: ReadonlySet<number>, one: number): ReadonlySet<number> {
  return set.has(one) ? new Set([...set].filter((each) => each !== one)) : set;
}
