"use client";

import { targetLook } from "#components/diff/line-looks";
import { LineNumber } from "#components/diff/line-number";
import { LineText } from "#components/diff/line-text";
import { usePatchScene } from "#components/diff/patch-scene";
import { cn } from "#lib/class-names";
import type { DiffLine } from "#lib/core/diff/model";

/** A line of the patch as it stands in the file, its mark included. */
export function RawLine({ line }: { line: DiffLine }) {
  const { target } = usePatchScene();
  return (
    <div
      className={cn("grid grid-cols-[var(--number)_minmax(0,1fr)]", target?.line === line.id ? targetLook : undefined)}
    >
      <LineNumber line={line} side="new" />
      <LineText line={line} />
    </div>
  );
}
