"use client";

import { usePatchScene } from "#components/diff/patch-scene";
import { cn } from "#lib/class-names";
import { formatAnchor } from "#lib/core/diff/line-anchor";
import type { DiffLine } from "#lib/core/diff/model";

/** A line number, which is the link to its line. Out of the tab order, as there are thousands: `j` and `k` go from change to change. */
export function LineNumber({ line, side, className }: { line: DiffLine; side: "old" | "new"; className?: string }) {
  const { slugOf, select, target } = usePatchScene();
  const number = side === "old" ? line.oldNumber : line.newNumber;
  const isTarget = target?.line === line.id && target.side === side;
  if (number === null) return <span className={className} />;
  const anchor = { slug: slugOf(line.file), line: { side, number } };
  return (
    <a
      href={`#${encodeURIComponent(formatAnchor(anchor))}`}
      tabIndex={-1}
      aria-label={`${side === "old" ? "Old line" : "Line"} ${number}`}
      aria-current={isTarget ? "location" : undefined}
      className={cn(
        "block pr-2 text-right text-muted tabular-nums no-underline select-none hover:text-text aria-[current]:font-semibold aria-[current]:text-text",
        className,
      )}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        select(anchor);
      }}
    >
      {number}
    </a>
  );
}
