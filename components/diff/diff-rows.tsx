"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import { DiffRowView } from "#components/diff/diff-row-view";
import { FileRow } from "#components/diff/file-row";
import { useSideScroll } from "#components/diff/use-side-scroll";
import type { DiffRow } from "#lib/core/diff/flatten-diff";
import { columnWidth, fileHeaderHeight, rowHeight } from "#lib/core/diff/row-height";

export interface RowsHandle {
  /** Scrolls to a row, to the top or, unless it is in sight already, to the middle. */
  reveal(index: number, align: "start" | "center", column?: number): void;
  /** The row in the middle of what is seen, or at its top. */
  rowAt(place: "top" | "middle"): number;
}

interface DiffRowsProps {
  readonly rows: readonly DiffRow[];
  readonly label: string;
  readonly isWrapped: boolean;
  /** Columns that fit the text of a line. */
  readonly columns: number;
  /** Columns of the longest line shown. */
  readonly longest: number;
  readonly digits: number;
  readonly handle: Ref<RowsHandle>;
  readonly onTopFile: (file: number) => void;
}

/** The rows that are in sight, and a few more; the others are not in the page. */
export function DiffRows(props: DiffRowsProps) {
  const { rows, label, isWrapped, columns, longest, digits, handle, onTopFile } = props;
  const area = useRef<HTMLElement>(null);
  const bar = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => area.current,
    estimateSize: useCallback(
      (index: number) => heightAt(rows, index, { isWrapped, columns }),
      [rows, isWrapped, columns],
    ),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    initialRect: { width: 0, height: 800 },
    overscan: 12,
  });
  const overflow = isWrapped ? 0 : Math.max(0, longest - columns);
  useSideScroll(area, bar, overflow > 0);

  const fileRows = useMemo(() => rows.flatMap((row, index) => (row.kind === "file" ? [index] : [])), [rows]);
  const offset = virtualizer.scrollOffset ?? 0;
  const top = virtualizer.getVirtualItemForOffset(offset)?.index ?? 0;
  const fileRow = fileRows.findLast((index) => index <= top);
  const file = rows[fileRow ?? -1];
  const topFile = file?.kind === "file" ? file.file.place : null;
  useEffect(() => {
    if (topFile !== null) onTopFile(topFile);
  }, [topFile, onTopFile]);

  useImperativeHandle(handle, () => ({
    reveal(index, align, column = 0) {
      // The area may reach below the window; its middle is of no use there.
      area.current?.scrollIntoView({ block: "nearest" });
      if (align === "start" || !isInSight(index)) virtualizer.scrollToIndex(index, { align });
      if (bar.current) bar.current.scrollLeft = column < columns - 10 ? 0 : (column - columns / 2) * columnWidth;
    },
    rowAt: (place) => indexAt(place === "top" ? fileHeaderHeight : (virtualizer.scrollRect?.height ?? 0) / 2),
  }));

  function indexAt(distance: number): number {
    return virtualizer.getVirtualItemForOffset((virtualizer.scrollOffset ?? 0) + distance)?.index ?? 0;
  }

  function isInSight(index: number): boolean {
    return (
      index > indexAt(fileHeaderHeight) && index < indexAt((virtualizer.scrollRect?.height ?? 0) - fileHeaderHeight)
    );
  }

  const items = virtualizer.getVirtualItems();
  const next = fileRows.find((index) => index > top);
  const nextStart = next === undefined ? undefined : virtualizer.measurementsCache[next]?.start;
  const style = { "--number": `${Math.max(2, digits) + 3}ch`, "--shift": "0px" } as CSSProperties;
  return (
    <div className="flex min-h-0 min-w-0 flex-auto flex-col">
      <section
        ref={area}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={label}
        style={style}
        className="group/rows relative isolate min-h-0 flex-auto touch-pan-y overflow-x-hidden overflow-y-auto font-mono text-[13px]/5 [tab-size:4] -outline-offset-2"
        onMouseDown={(event) => markSelectingSide(event.currentTarget, event.target)}
      >
        {file?.kind === "file" &&
        fileRow !== undefined &&
        offset > (virtualizer.measurementsCache[fileRow]?.start ?? 0) ? (
          <div className="sticky top-0 -z-1 h-0">
            <div style={{ transform: `translateY(${pushedBy(nextStart, offset)}px)` }}>
              <FileRow file={file.file} isCollapsed={file.isCollapsed} />
            </div>
          </div>
        ) : null}
        {/* Below the section's own layer, so that its focus outline is drawn over the rows. */}
        <div className="relative -z-2" style={{ height: virtualizer.getTotalSize() }}>
          <div style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
            {items.map(({ key, index }) => {
              const row = rows[index];
              return row ? (
                <div key={key} data-index={index} ref={virtualizer.measureElement}>
                  <DiffRowView row={row} />
                </div>
              ) : null;
            })}
          </div>
        </div>
      </section>
      {overflow > 0 ? (
        <section
          ref={bar}
          aria-label="Scroll long lines sideways"
          tabIndex={-1}
          className="shrink-0 overflow-x-auto border-t"
        >
          <div className="h-px" style={{ width: `calc(100% + ${(overflow + 4) * columnWidth}px)` }} />
        </section>
      ) : null}
    </div>
  );
}

function heightAt(rows: readonly DiffRow[], index: number, space: { isWrapped: boolean; columns: number }): number {
  const row = rows[index];
  return row ? rowHeight(row, space) : 0;
}

/** The next file's header pushes the one that stays out of the way. */
function pushedBy(nextStart: number | undefined, offset: number): number {
  return nextStart === undefined ? 0 : Math.min(0, nextStart - offset - fileHeaderHeight);
}

function markSelectingSide(area: HTMLElement, target: EventTarget): void {
  const side = target instanceof Element ? target.closest<HTMLElement>("[data-side]")?.dataset.side : undefined;
  if (side) area.dataset.selecting = side;
  else delete area.dataset.selecting;
}
