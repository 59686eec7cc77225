"use client";

import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { TabLink } from "#components/ui/tab-link";
import { formatCount } from "#lib/format";
import { type RunTab, runTabs } from "#lib/runs/tabs";

interface RunTabsProps {
  readonly runId: number;
  readonly current: RunTab;
  readonly testCount: number | null;
}

export function RunTabs({ runId, current, testCount }: RunTabsProps) {
  const router = useRouter();
  useShortcuts(
    "Tabs",
    runTabs.map(({ id, label }, index) => ({
      keys: String(index + 1),
      description: label,
      run: () => router.push(hrefOf(runId, id)),
    })),
  );
  return (
    <nav aria-label="Parts of the run" className="flex gap-1 overflow-x-auto border-b px-3">
      {runTabs.map(({ id, label }) => (
        <TabLink key={id} href={hrefOf(runId, id)} isCurrent={id === current}>
          {label}
          {id === "tests" && testCount ? (
            <span className="pl-1.5 text-muted tabular-nums">{formatCount(testCount)}</span>
          ) : null}
        </TabLink>
      ))}
    </nav>
  );
}

function hrefOf(runId: number, tab: RunTab): string {
  return `/runs/${runId}${tab === runTabs[0].id ? "" : `?tab=${tab}`}`;
}
