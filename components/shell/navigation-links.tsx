"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Place } from "#components/shell/navigation";
import { cn } from "#lib/class-names";

interface NavigationLinksProps {
  readonly places: readonly Place[];
  readonly isCollapsed?: boolean;
  readonly onNavigate?: () => void;
}

export function NavigationLinks({ places, isCollapsed = false, onNavigate }: NavigationLinksProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="grid gap-0.5 p-2">
      {places.map(({ href, label, icon: Icon }) => {
        const isHere = href === "/" ? pathname === "/" : pathname.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            title={isCollapsed ? label : undefined}
            aria-label={label}
            aria-current={isHere ? "page" : undefined}
            onClick={onNavigate}
            className={cn(
              "flex h-8 items-center gap-2.5 rounded-md px-2 font-medium hover:bg-sunken hover:text-text",
              isHere ? "bg-sunken text-text" : "text-muted",
            )}
          >
            <Icon aria-hidden className="size-4 shrink-0" />
            {isCollapsed ? null : label}
          </Link>
        );
      })}
    </nav>
  );
}
