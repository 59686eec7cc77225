"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ListX } from "lucide-react";
import { useQueryState } from "nuqs";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { TurnRow } from "#components/trajectory-compare/turn-row";
import { TurnToolbar } from "#components/trajectory-compare/turn-toolbar";
import { Notice } from "#components/ui/notice";
import { turnParser } from "#lib/trajectories/compare-params";
import type { ComparedTurns, TurnComparison as Comparison } from "#lib/trajectories/compare-turns";
import { listDifferences } from "#lib/trajectories/list-differences";

interface TurnComparisonProps {
  readonly leftId: number;
  readonly rightId: number;
  readonly comparison: Comparison;
}

const rowPixels = 36;

/** The turns of two trajectories beside each other. It opens at the first difference, or where the URL says. */
export function TurnComparison({ leftId, rightId, comparison: { rows, sharedTurns } }: TurnComparisonProps) {
  const differences = useMemo(() => listDifferences(rows), [rows]);
  const [first] = differences;
  const [row, setRow] = useQueryState("row", turnParser);
  const current = Math.min(row === null ? (first ?? 0) : row - 1, rows.length - 1);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    initialRect: { width: 0, height: 800 },
    overscan: 8,
  });

  const isPlaced = useRef(false);
  useEffect(() => {
    if (current >= 0) virtualizer.scrollToIndex(current, { align: isPlaced.current ? "auto" : "center" });
    isPlaced.current = true;
  }, [current, virtualizer]);

  const goTo = useCallback(
    (index: number | undefined) => {
      if (index !== undefined && index >= 0 && index < rows.length) setRow(index + 1);
    },
    [rows.length, setRow],
  );
  const toggle = useCallback(
    (index: number) =>
      setOpened((open) =>
        open.has(index) ? new Set([...open].filter((at) => at !== index)) : new Set(open).add(index),
      ),
    [],
  );
  function openOrClose(): void {
    if (!opened.has(current)) virtualizer.scrollToIndex(current, { align: "start" });
    toggle(current);
  }
  const toFirst = () => goTo(first);
  const toNext = () => goTo(differences.find((index) => index > current));
  const toPrevious = () => goTo(differences.findLast((index) => index < current));
  useShortcuts("Turns", [
    { keys: "j", description: "Next row", run: () => goTo(current + 1) },
    { keys: "k", description: "Previous row", run: () => goTo(current - 1) },
    { keys: "Enter", description: "Open or close the row", run: openOrClose },
    { keys: "d", description: "First difference", run: toFirst },
    { keys: "n", description: "Next difference", run: toNext },
    { keys: "p", description: "Previous difference", run: toPrevious },
  ]);

  if (rows.length === 0) {
    return (
      <Notice icon={ListX} title="Neither side has turns">
        The records hold no step of an agent, so there is nothing to lay side by side.
      </Notice>
    );
  }
  const items = virtualizer.getVirtualItems();
  return (
    <>
      <TurnToolbar
        rows={rows.length}
        emptySide={emptySideOf(rows)}
        sharedTurns={sharedTurns}
        differences={differences}
        current={current}
        onFirst={toFirst}
        onPrevious={toPrevious}
        onNext={toNext}
      />
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Turns"
        className="h-[75dvh] overflow-y-auto -outline-offset-2 lg:h-auto lg:min-h-0 lg:flex-1"
      >
        <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ key, index, start }) => {
            const turns = rows[index];
            return turns ? (
              <li
                key={key}
                data-index={index}
                ref={virtualizer.measureElement}
                aria-current={index === current ? "step" : undefined}
                className="absolute inset-x-0 border-b"
                style={{ transform: `translateY(${start}px)` }}
              >
                <TurnRow
                  leftId={leftId}
                  rightId={rightId}
                  index={index}
                  turns={turns}
                  isFirstDifference={index === first}
                  isCurrent={index === current}
                  isOpen={opened.has(index)}
                  onToggle={toggle}
                  onSelect={goTo}
                />
              </li>
            ) : null;
          })}
        </ol>
      </section>
    </>
  );
}

function emptySideOf(rows: readonly ComparedTurns[]): "left" | "right" | null {
  if (rows.every(({ left }) => left === null)) return "left";
  return rows.every(({ right }) => right === null) ? "right" : null;
}
