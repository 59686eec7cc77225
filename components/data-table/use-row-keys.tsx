"use client";

import { type RefObject, useRef } from "react";
import { useShortcuts } from "#components/keyboard/use-shortcuts";

interface TurnablePage {
  readonly nextCursor: string | null;
  readonly previousCursor: string | null;
}

/**
 * The keys that every list has. They move the focus from row to row, to the link that `data-row-link` marks in each, so
 * that Enter opens it. Gives the ref of what holds the rows.
 */
export function useRowKeys(page: TurnablePage, onTurn: (cursor: string) => void): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  function step(by: 1 | -1) {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
    const at = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  }
  function turn(cursor: string | null) {
    if (cursor) onTurn(cursor);
  }
  useShortcuts("List", [
    { keys: "j", description: "Next row", run: () => step(1) },
    { keys: "k", description: "Previous row", run: () => step(-1) },
    { keys: "]", description: "Next page", run: () => turn(page.nextCursor) },
    { keys: "[", description: "Previous page", run: () => turn(page.previousCursor) },
  ]);
  return list;
}
