"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Place } from "#components/shell/navigation";
import { cutMiddle } from "#lib/format";

/** Where we are, from the path: the section, then what lies inside it. */
export function Breadcrumb({ places }: { places: readonly Place[] }) {
  const pathname = usePathname();
  const parts = pathname.split("/").filter(Boolean);
  const section = places.find((place) => place.href === `/${parts[0] ?? ""}`);
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex items-center gap-1.5 text-muted">
        {section ? (
          <li className="shrink-0">
            <Link href={section.href} className="hover:text-text">
              {section.label}
            </Link>
          </li>
        ) : null}
        {parts.slice(1).map((part, index) => (
          <li key={parts.slice(0, index + 2).join("/")} className="flex min-w-0 items-center gap-1.5">
            <span aria-hidden>/</span>
            <span className="truncate" title={decodeURIComponent(part)}>
              {cutMiddle(decodeURIComponent(part), 40)}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
