"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { cn } from "#lib/class-names";
import { type TaskTab, taskTabs } from "#lib/tasks/tabs";

interface TaskTabsProps {
  readonly current: TaskTab;
  readonly hrefs: Readonly<Record<TaskTab, string>>;
}

/** Links, so that each tab has an address and the server sends only the one that is open. */
export function TaskTabs({ current, hrefs }: TaskTabsProps) {
  const router = useRouter();
  useShortcuts(
    "Tabs",
    taskTabs.map(({ id, label }, index) => ({
      keys: String(index + 1),
      description: label,
      run: () => router.push(hrefs[id]),
    })),
  );
  return (
    <nav aria-label="Parts of the task" className="flex gap-1 overflow-x-auto border-b px-3">
      {taskTabs.map(({ id, label }) => (
        <Link
          key={id}
          href={hrefs[id]}
          scroll={false}
          prefetch={false}
          aria-current={id === current ? "page" : undefined}
          className={cn(
            "-mb-px border-b-2 px-2 py-2 whitespace-nowrap hover:text-text",
            id === current ? "border-accent font-medium text-text" : "border-transparent text-muted",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
