"use client";

import { lineLooks, targetLook } from "#components/diff/line-looks";
import { LineNumber } from "#components/diff/line-number";
import { LineText } from "#components/diff/line-text";
import { usePatchScene } from "#components/diff/patch-scene";
import { cn } from "#lib/class-names";
import type { DiffLine } from "#lib/core/diff/model";

export function UnifiedLine({ line }: { line: DiffLine }) {
  const { target } = usePatchScene();
  return (
    <div
      className={cn(
        "grid grid-cols-[calc(var(--number)-1.5ch)_var(--number)_minmax(0,1fr)]",
        target?.line === line.id ? targetLook : lineLooks[line.kind],
      )}
    >
      <LineNumber line={line} side="old" />
      <LineNumber line={line} side="new" isMarked />
      <LineText line={line} />
    </div>
  );
}
