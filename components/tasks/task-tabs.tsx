"use client";

import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { TabLink } from "#components/ui/tab-link";
import { type TaskTab, taskTabs } from "#lib/tasks/tabs";

interface TaskTabsProps {
  readonly current: TaskTab;
  readonly hrefs: Readonly<Record<TaskTab, string>>;
}

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
        <TabLink key={id} href={hrefs[id]} isCurrent={id === current}>
          {label}
        </TabLink>
      ))}
    </nav>
  );
}
