"use client";

import type { ReactNode } from "react";
import { ListContext, type ListState } from "#components/data-table/use-list";
import { cn } from "#lib/class-names";

interface ListExplorerProps {
  readonly list: ListState;
  readonly isPending: boolean;
  readonly toolbar: ReactNode;
  readonly children: ReactNode;
}

/** Holds toolbar and list together: while the list is being asked for, the old one stays and says that it waits. */
export function ListExplorer({ list, isPending, toolbar, children }: ListExplorerProps) {
  return (
    <ListContext value={list}>
      {toolbar}
      <div className="relative" aria-busy={isPending}>
        <div className={cn("absolute inset-x-0 top-0 z-20 h-0.5", isPending && "animate-pulse bg-accent")} />
        <div className={cn("transition-opacity", isPending && "opacity-60")}>{children}</div>
      </div>
    </ListContext>
  );
}
