"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useId, useRef } from "react";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { columnPixels } from "#components/validation/matrix-columns";
import { MatrixHead } from "#components/validation/matrix-head";
import { MatrixRow } from "#components/validation/matrix-row";
import type { MatrixPlace } from "#components/validation/test-matrix";
import type { TaskMatrix } from "#lib/runs/task-matrix";

interface MatrixGridProps extends Pick<TaskMatrix, "runs" | "matrix"> {
  /** The rows of the matrix that are shown. */
  readonly rows: readonly number[];
  /** To mark in the names of tests. */
  readonly words: readonly string[];
  readonly place: MatrixPlace | null;
  readonly onPlace: (place: MatrixPlace) => void;
}

const rowPixels = 28;
const headPixels = 44;

/** How many rows down and columns to the right a key leads. */
const moves: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  PageDown: [15, 0],
  PageUp: [-15, 0],
  Home: [Number.NEGATIVE_INFINITY, 0],
  End: [Number.POSITIVE_INFINITY, 0],
};

/** Only the rows in sight are drawn. The keyboard walks it cell by cell, whether it has the focus or nothing has. */
export function MatrixGrid({ runs, matrix, rows, words, place, onPlace }: MatrixGridProps) {
  const router = useRouter();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 6,
    scrollPaddingStart: headPixels,
  });
  const currentIndex = place === null ? -1 : rows.findIndex((row) => matrix.tests[row]?.name === place.test);
  const firstGold = Math.max(
    0,
    runs.findIndex(({ kind }) => kind === "gold"),
  );
  const column = Math.min(place?.column ?? firstGold, runs.length - 1);
  const currentId = currentIndex === -1 ? undefined : `${id}-${currentIndex}-${column}`;

  function moveTo(index: number, nextColumn: number) {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    const test = matrix.tests[rows[target] ?? -1];
    if (!test) return;
    virtualizer.scrollToIndex(target);
    onPlace({ test: test.name, column: Math.max(0, Math.min(runs.length - 1, nextColumn)) });
  }
  const step = (down: number, right = 0) =>
    currentIndex === -1 ? moveTo(0, column) : moveTo(currentIndex + down, column + right);
  function open() {
    const run = runs[column];
    const line = matrix.columns[column]?.lines[rows[currentIndex] ?? -1];
    if (run && line) router.push(`/runs/${run.id}#L${line}`);
  }
  useShortcuts("Test matrix", [
    { keys: "j", description: "Next test", run: () => step(1) },
    { keys: "k", description: "Previous test", run: () => step(-1) },
    { keys: "l", description: "Next run", run: () => step(0, 1) },
    { keys: "h", description: "Previous run", run: () => step(0, -1) },
    { keys: "Enter", description: "Open the run at this test", run: open },
  ]);
  useEffect(() => {
    if (currentId) document.getElementById(currentId)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [currentId]);

  function walk(event: KeyboardEvent) {
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(...move);
  }
  /** Plain links are many times cheaper to draw than those of the router; this makes them the same. */
  function follow(event: MouseEvent) {
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const href = event.target instanceof Element ? event.target.closest("td a")?.getAttribute("href") : null;
    if (!href || !isPlain) return;
    event.preventDefault();
    router.push(href);
  }
  const select = useCallback((test: string) => onPlace({ test, column }), [onPlace, column]);

  const items = virtualizer.getVirtualItems();
  const minWidth = `calc(var(--name) + ${runs.reduce((sum, run) => sum + columnPixels(run), 0)}px)`;
  return (
    <div
      ref={scroller}
      className="relative max-h-[65vh] overflow-auto border outline-accent [--name:12.5rem] has-[table:focus-visible]:outline-2 sm:[--name:24rem]"
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells the arrow keys walk is ARIA's grid
        role="grid"
        tabIndex={0}
        aria-label="Tests and runs"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={currentId}
        onKeyDown={walk}
        onClick={follow}
        className="w-full table-fixed border-separate border-spacing-0 focus-visible:outline-none"
        style={{ minWidth }}
      >
        <colgroup>
          <col />
          {runs.map((run) => (
            <col key={run.id} style={{ width: columnPixels(run) }} />
          ))}
        </colgroup>
        <MatrixHead runs={runs} height={headPixels} />
        <tbody>
          <Gap pixels={items[0]?.start ?? 0} />
          {items.map(({ index }) => {
            const row = rows[index] ?? -1;
            const test = matrix.tests[row];
            return test ? (
              <MatrixRow
                key={test.name}
                id={`${id}-${index}`}
                index={index}
                row={row}
                test={test}
                words={words}
                runs={runs}
                columns={matrix.columns}
                currentColumn={index === currentIndex ? column : null}
                onSelect={select}
              />
            ) : null;
          })}
          <Gap pixels={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are out of sight. */
function Gap({ pixels }: { pixels: number }) {
  return pixels > 0 ? (
    <tr aria-hidden>
      <td style={{ height: pixels }} className="p-0" />
    </tr>
  ) : null;
}
