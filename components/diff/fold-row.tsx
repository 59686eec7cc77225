"use client";

import { usePatchScene } from "#components/diff/patch-scene";
import { Button } from "#components/ui/button";
import type { DiffFile } from "#lib/core/diff/model";
import { formatAmount } from "#lib/format";

/** Stands for the lines of a file that starts folded, and says how many they are. */
export function FoldRow({ file }: { file: DiffFile }) {
  const { toggleFile } = usePatchScene();
  return (
    <div className="flex h-10 items-center gap-3 px-4 font-sans text-[13px] text-muted">
      <span>
        {file.foldedAs === "generated" ? "Generated or vendored, " : "Large, "}
        {formatAmount(file.added + file.removed, "changed line")} folded
      </span>
      <Button size="small" onClick={() => toggleFile(file.place)}>
        Show
      </Button>
    </div>
  );
}
