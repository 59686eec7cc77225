"use client";

import { type ReactNode, useTransition } from "react";
import { TaskTransition } from "#components/tasks/use-task-params";
import { cn } from "#lib/class-names";

/** Holds toolbar and list together: while the list is being asked for, the old one stays and says that it waits. */
export function TaskExplorer({ toolbar, children }: { toolbar: ReactNode; children: ReactNode }) {
  const [isPending, startTransition] = useTransition();
  return (
    <TaskTransition value={startTransition}>
      {toolbar}
      <div className="relative" aria-busy={isPending}>
        <div className={cn("absolute inset-x-0 top-0 z-20 h-0.5", isPending && "animate-pulse bg-accent")} />
        <div className={cn("transition-opacity", isPending && "opacity-60")}>{children}</div>
      </div>
    </TaskTransition>
  );
}
