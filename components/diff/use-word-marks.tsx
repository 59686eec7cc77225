"use client";

import { useEffect, useMemo, useState } from "react";
import { createWordMarker, type LineHighlighter } from "#lib/core/diff/mark-words";
import type { ChangeBlock, DiffDocument, DiffLine } from "#lib/core/diff/model";
import type { LinePair } from "#lib/core/diff/pair-lines";
import type { TextRange } from "#lib/core/text/segment-text";

const none = () => [];

/** Marks changed words by diff2html's `diffHighlight`, for the lines that are asked for. It is loaded after the first text is there. */
export function useWordMarks(
  diff: DiffDocument,
  pairBlock: (block: ChangeBlock) => readonly LinePair[],
): (line: DiffLine) => readonly TextRange[] {
  const [highlight, setHighlight] = useState<{ readonly lines: LineHighlighter } | null>(null);
  useEffect(() => {
    let isThere = true;
    import("diff2html/lib-esm/render-utils.js").then(
      ({ diffHighlight }) => isThere && setHighlight({ lines: diffHighlight }),
      () => undefined,
    );
    return () => {
      isThere = false;
    };
  }, []);
  return useMemo(
    () => (highlight ? createWordMarker(diff, pairBlock, highlight.lines) : none),
    [diff, pairBlock, highlight],
  );
}
