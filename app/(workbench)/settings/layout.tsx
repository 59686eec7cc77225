import type { ReactNode } from "react";
import { pageCtx } from "#app/_request/page-ctx";
import { SettingsTabs } from "#components/settings/settings-tabs";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageCtx();
  return (
    <main>
      <SettingsTabs role={actor.role} />
      {children}
    </main>
  );
}
