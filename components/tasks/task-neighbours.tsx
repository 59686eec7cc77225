"use client";

import { ChevronLeft, ChevronRight, List } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/keyboard/use-shortcuts";
import { Button } from "#components/ui/button";

interface TaskNeighboursProps {
  /** Null at the ends of the list. */
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly listHref: string;
}

/** Back to the list, and along it. */
export function TaskNeighbours({ previousHref, nextHref, listHref }: TaskNeighboursProps) {
  const router = useRouter();
  const go = (href: string | null) => {
    if (href) router.push(href);
  };
  useShortcuts("Task", [
    { keys: "[", description: "Previous task of the list", run: () => go(previousHref) },
    { keys: "]", description: "Next task of the list", run: () => go(nextHref) },
    { keys: "u", description: "Back to the list", run: () => go(listHref) },
  ]);
  return (
    <nav aria-label="Tasks of the list" className="flex items-center gap-1">
      <NeighbourLink href={previousHref} label="Previous task ([)">
        <ChevronLeft />
      </NeighbourLink>
      <NeighbourLink href={nextHref} label="Next task (])">
        <ChevronRight />
      </NeighbourLink>
      <NeighbourLink href={listHref} label="Back to the list (u)">
        <List />
      </NeighbourLink>
    </nav>
  );
}

function NeighbourLink({ href, label, children }: { href: string | null; label: string; children: React.ReactNode }) {
  if (!href) {
    return (
      <Button size="icon" disabled aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <Button size="icon" asChild>
      <Link href={href} aria-label={label} title={label} prefetch={false}>
        {children}
      </Link>
    </Button>
  );
}
