"use client";

import { usePatchScene } from "#components/diff/patch-scene";
import { cn } from "#lib/class-names";
import { formatAnchor } from "#lib/core/diff/line-anchor";
import type { DiffLine } from "#lib/core/diff/model";

interface LineNumberProps {
  readonly line: DiffLine;
  readonly side: "old" | "new";
  /** Whether the mark of the line, `+` or `−`, stands after the number. */
  readonly isMarked?: boolean;
}

const signs = { added: "+", removed: "−", context: "" } as const;
const look =
  "block text-right text-muted tabular-nums select-none pr-[1ch] data-mark:pr-0 data-mark:after:inline-block data-mark:after:w-[2.5ch] data-mark:after:text-center data-mark:after:text-text data-mark:after:content-[attr(data-mark)]";

/**
 * A line number, which is the link to its line. Out of the tab order, as there are thousands: `j` and `k` go from
 * change to change. The mark is drawn by the style sheet, so that selected text does not contain it.
 */
export function LineNumber({ line, side, isMarked = false }: LineNumberProps) {
  const { slugOf, select, target } = usePatchScene();
  const number = side === "old" ? line.oldNumber : line.newNumber;
  const mark = isMarked ? signs[line.kind] : undefined;
  if (number === null) return <span data-mark={mark} className={look} />;
  const anchor = { slug: slugOf(line.file), line: { side, number } };
  return (
    <a
      href={`#${encodeURIComponent(formatAnchor(anchor))}`}
      tabIndex={-1}
      aria-label={`${line.kind === "removed" ? "Old line" : "Line"} ${number}${line.kind === "context" ? "" : `, ${line.kind}`}`}
      aria-current={target?.line === line.id && target.side === side ? "location" : undefined}
      data-mark={mark}
      className={cn(look, "hover:text-text aria-[current]:font-semibold aria-[current]:text-text")}
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
