"use client";

import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { TabLink } from "#components/ui/tab-link";
import { type ComparePlace, compareHref, compareTabs } from "#lib/trajectories/compare-params";

/** The parts of the comparison; `place` says which is open. */
export function CompareTabs({ place }: { place: ComparePlace }) {
  const router = useRouter();
  useShortcuts(
    "Tabs",
    compareTabs.map(({ id, label }, index) => ({
      keys: String(index + 1),
      description: label,
      run: () => router.push(compareHref({ ...place, tab: id })),
    })),
  );
  return (
    <nav aria-label="Parts of the comparison" className="flex shrink-0 gap-1 overflow-x-auto border-b px-3">
      {compareTabs.map(({ id, label }) => (
        <TabLink key={id} href={compareHref({ ...place, tab: id })} isCurrent={id === place.tab}>
          {label}
        </TabLink>
      ))}
    </nav>
  );
}
