import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { pageCtx } from "#app/_request/page-ctx";
import { AppShell } from "#components/shell/app-shell";

export default async function WorkbenchLayout({ children }: { children: ReactNode }) {
  const [{ actor }, jar] = await Promise.all([pageCtx(), cookies()]);
  return (
    <AppShell
      person={{ name: actor.name, role: actor.role }}
      isRailCollapsed={jar.get("assay-rail")?.value === "narrow"}
    >
      {children}
    </AppShell>
  );
}
