"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#lib/class-names";
import { hasRole, type Role } from "#lib/core/role";

const pages = [
  { href: "/settings", label: "Account", role: "viewer" },
  { href: "/settings/users", label: "Users", role: "admin" },
  { href: "/settings/tokens", label: "API tokens", role: "admin" },
] as const;

export function SettingsTabs({ role }: { role: Role }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="flex gap-1 border-b px-3 pt-2">
      {pages
        .filter((page) => hasRole(role, page.role))
        .map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className={cn(
              "-mb-px border-b-2 px-2 py-2 hover:text-text",
              pathname === href ? "border-accent font-medium text-text" : "border-transparent text-muted",
            )}
          >
            {label}
          </Link>
        ))}
    </nav>
  );
}
