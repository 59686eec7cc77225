import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "#lib/class-names";

interface TabLinkProps {
  readonly href: string;
  readonly isCurrent: boolean;
  readonly children: ReactNode;
}

/** A tab that has an address, so that the server sends only the one that is open. */
export function TabLink({ href, isCurrent, children }: TabLinkProps) {
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={isCurrent ? "page" : undefined}
      className={cn(
        "-mb-px border-b-2 px-2 py-2 whitespace-nowrap hover:text-text",
        isCurrent ? "border-accent font-medium text-text" : "border-transparent text-muted",
      )}
    >
      {children}
    </Link>
  );
}
