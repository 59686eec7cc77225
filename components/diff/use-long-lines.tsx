"use client";

import { useCallback, useMemo, useState } from "react";
import type { DiffLine } from "#lib/core/diff/model";
import { longestShownLine } from "#lib/core/diff/row-height";
import { countColumns } from "#lib/core/diff/text-columns";

const step = 100_000;

/** How much is shown of lines that are too long to be drawn unasked. */
export function useLongLines(lines: readonly DiffLine[]) {
  const [opened, setOpened] = useState<ReadonlyMap<number, number>>(new Map());
  const shownLength = useCallback((line: number) => opened.get(line) ?? longestShownLine, [opened]);
  const showTo = useCallback(
    (line: number, end: number) =>
      setOpened((current) => {
        const shown = current.get(line) ?? longestShownLine;
        return end <= shown ? current : new Map(current).set(line, Math.ceil(end / step) * step);
      }),
    [],
  );
  const showMore = useCallback(
    (line: number) => setOpened((current) => new Map(current).set(line, (current.get(line) ?? 0) + step)),
    [],
  );
  const longest = useMemo(
    () => lines.reduce((most, { id, text }) => Math.max(most, countColumns(text.slice(0, shownLength(id)))), 0),
    [lines, shownLength],
  );
  return { shownLength, showTo, showMore, longest };
}
