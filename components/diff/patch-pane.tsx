"use client";

import { useCallback, useMemo, useState } from "react";
import { DiffRows } from "#components/diff/diff-rows";
import { type PatchScene, PatchSceneProvider } from "#components/diff/patch-scene";
import { useElementWidth } from "#components/diff/use-element-width";
import { useFolding } from "#components/diff/use-folding";
import { useLongLines } from "#components/diff/use-long-lines";
import { usePatchRows } from "#components/diff/use-patch-rows";
import type { DiffDocument } from "#lib/core/diff/model";
import { readDiff } from "#lib/core/diff/read-diff";
import { columnWidth } from "#lib/core/diff/row-height";
import type { TextRange } from "#lib/core/text/segment-text";

const none: readonly TextRange[] = [];
const nothing = () => {};

/** A patch beside something else: the lines alone, wrapped, one below the other; without keys and links of its own. */
export function PatchPane({ patch, name }: { patch: string; name: string }) {
  const diff = useMemo(() => readDiff(patch), [patch]);
  return <PaneRows key={patch} patch={patch} name={name} diff={diff} />;
}

function PaneRows({ patch, name, diff }: { patch: string; name: string; diff: DiffDocument }) {
  const [ref, width] = useElementWidth();
  const [currentFile, setCurrentFile] = useState(-1);
  const layout = diff.files.length > 0 ? "unified" : "raw";
  const folding = useFolding(diff, null, null);
  const { rows, lines } = usePatchRows(patch, diff, layout, folding);
  const { shownLength, showMore, longest } = useLongLines(lines);
  const digits = String(layout === "raw" ? lines.length : diff.highestNumber).length;
  const numbersWidth = (Math.max(2, digits) + 3) * columnWidth * 2;
  const scene: PatchScene = {
    isWrapped: true,
    currentFile,
    target: null,
    currentHit: null,
    slugOf: useCallback((file: number) => diff.files[file]?.slug ?? "raw", [diff]),
    marksOf: () => none,
    hitsOf: () => none,
    shownLength,
    showMore,
    toggleFile: folding.toggleFile,
    openUnchanged: folding.openUnchanged,
    select: nothing,
  };
  return (
    <PatchSceneProvider value={scene}>
      <div ref={ref} className="flex min-h-0 flex-auto flex-col">
        {width === null ? null : (
          <DiffRows
            rows={rows}
            label={name}
            isWrapped
            columns={Math.max(10, Math.floor((width - numbersWidth - 12) / columnWidth))}
            longest={longest}
            digits={digits}
            handle={null}
            onTopFile={setCurrentFile}
          />
        )}
      </div>
    </PatchSceneProvider>
  );
}
