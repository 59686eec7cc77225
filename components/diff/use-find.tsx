"use client";

import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { findText, type TextHit } from "#lib/core/diff/find-text";
import type { DiffLine } from "#lib/core/diff/model";
import type { TextRange } from "#lib/core/text/segment-text";

export const mostHits = 10_000;
const none: readonly TextRange[] = [];

/** Finding inside a patch: over all its lines, drawn or not. Each hit that is gone to is handed to `onHit`. */
export function useFind(lines: readonly DiffLine[], onHit: (hit: TextHit) => void) {
  const [openings, setOpenings] = useState(0);
  const isOpen = openings > 0;
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const sought = useDeferredValue(isOpen ? query : "");
  const hits = useMemo(() => findText(lines, sought, mostHits), [lines, sought]);
  const byLine = useMemo(() => Map.groupBy(hits, ({ line }) => line), [hits]);
  const latest = useRef(onHit);
  latest.current = onHit;
  useEffect(() => {
    setAt(0);
    if (hits[0]) latest.current(hits[0]);
  }, [hits]);
  return {
    isOpen,
    query,
    hits,
    at,
    current: hits[at] ?? null,
    hitsOf: useMemo(() => (line: number) => byLine.get(line) ?? none, [byLine]),
    search: setQuery,
    /** Grows each time the bar is asked for, so that it takes the focus again. */
    openings,
    open: () => setOpenings((count) => count + 1),
    close: () => setOpenings(0),
    step(by: 1 | -1) {
      if (hits.length === 0) return;
      const next = (at + by + hits.length) % hits.length;
      setAt(next);
      const hit = hits[next];
      if (hit) onHit(hit);
    },
  };
}
