"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { RowsHandle } from "#components/diff/diff-rows";
import { type HashPlace, readHash } from "#components/diff/read-hash";
import { findFileRow, findLineRow, lineFrom } from "#lib/core/diff/find-row";
import type { DiffRow } from "#lib/core/diff/flatten-diff";
import { formatAnchor, type LineAnchor, rawSlug } from "#lib/core/diff/line-anchor";
import type { DiffDocument } from "#lib/core/diff/model";

interface NavigationOptions {
  readonly diff: DiffDocument;
  readonly rows: readonly DiffRow[];
  readonly isRaw: boolean;
  readonly start: HashPlace | null;
  readonly expandTo: (file: number, line: number | null) => void;
  readonly showRaw: (isRaw: boolean) => void;
}

interface Goal {
  readonly file: number;
  readonly line: number | null;
  readonly column?: number;
}

/** Where the reader is and how to get elsewhere. A goal is scrolled to once the rows that show it are laid out. */
export function usePatchNavigation({ diff, rows, isRaw, start, expandTo, showRaw }: NavigationOptions) {
  const rowsHandle = useRef<RowsHandle>(null);
  const [target, setTarget] = useState<HashPlace | null>(start?.line === null ? null : start);
  const [goal, setGoal] = useState<Goal | null>(start);
  const [currentFile, setCurrentFile] = useState(Math.max(0, start?.file ?? 0));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a goal is reached once; rows that change later must not scroll
  useLayoutEffect(() => {
    if (goal) reachGoal(rowsHandle, rows, goal);
  }, [goal]);

  const goTo = useCallback(
    (next: Goal) => {
      if (next.file >= 0) {
        expandTo(next.file, next.line);
        setCurrentFile(next.file);
      }
      setGoal({ ...next });
    },
    [expandTo],
  );

  const select = useCallback(
    (anchor: LineAnchor) => {
      // Next keeps its own state in the history entry, and its replaceState knows to leave it there.
      window.history.replaceState(null, "", `#${encodeURIComponent(formatAnchor(anchor))}`);
      const place = readHash(diff, window.location.hash);
      setTarget(place?.line === null ? null : place);
      if (place?.line === null) goTo(place);
    },
    [diff, goTo],
  );

  useEffect(() => {
    const follow = () => {
      const place = readHash(diff, window.location.hash);
      setTarget(place?.line === null ? null : place);
      if (!place) return;
      showRaw(place.isRaw);
      goTo(place);
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [diff, goTo, showRaw]);

  function stepFile(by: 1 | -1): void {
    const file = Math.min(diff.files.length - 1, Math.max(0, currentFile + by));
    if (diff.files[file]) goTo({ file, line: null });
  }

  function stepChange(by: 1 | -1): void {
    const here = target && !target.isRaw ? target.line : lineFrom(rows, rowsHandle.current?.rowAt("top") ?? 0);
    const isAhead = ({ firstLine }: { firstLine: number }) =>
      by === 1 ? firstLine > (here ?? -1) : firstLine < (here ?? 0);
    const block = by === 1 ? diff.blocks.find(isAhead) : diff.blocks.findLast(isAhead);
    const line = diff.lines[block?.firstLine ?? -1];
    if (isRaw || !line) return;
    const side = line.kind === "removed" ? "old" : "new";
    const number = (side === "old" ? line.oldNumber : line.newNumber) ?? 0;
    select({ slug: diff.files[line.file]?.slug ?? rawSlug, line: { side, number } });
    goTo({ file: line.file, line: line.id });
  }

  /** Keeps the line in the middle where it is while the layout around it changes. */
  function keepPlace(): void {
    const line = lineFrom(rows, rowsHandle.current?.rowAt("middle") ?? 0);
    const isAtTop = rowsHandle.current?.rowAt("top") === 0;
    if (line !== null && !isAtTop && !isRaw) setGoal({ file: -1, line });
  }

  return { rowsHandle, target, currentFile, setCurrentFile, goTo, select, stepFile, stepChange, keepPlace };
}

function reachGoal(handle: RefObject<RowsHandle | null>, rows: readonly DiffRow[], { file, line, column }: Goal): void {
  const index = line === null ? findFileRow(rows, file) : findLineRow(rows, line);
  if (index !== -1) handle.current?.reveal(index, line === null ? "start" : "center", column);
}
