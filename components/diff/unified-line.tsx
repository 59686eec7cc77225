"use client";

import { lineLooks, targetLook } from "#components/diff/line-looks";
import { LineNumber } from "#components/diff/line-number";
import { LineText } from "#components/diff/line-text";
import { usePatchScene } from "#components/diff/patch-scene";
import { cn } from "#lib/class-names";
import type { DiffLine } from "#lib/core/diff/model";

export function UnifiedLine({ line }: { line: DiffLine }) {
  const { target } = usePatchScene();
  const { row, sign } = lineLooks[line.kind];
  return (
    <div
      className={cn(
        "grid grid-cols-[var(--number)_var(--number)_1.5ch_minmax(0,1fr)]",
        target?.line === line.id ? targetLook : row,
      )}
    >
      <LineNumber line={line} side="old" />
      <LineNumber line={line} side="new" />
      <span className="select-none">{sign}</span>
      <LineText line={line} />
    </div>
  );
}
