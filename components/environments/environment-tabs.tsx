import { TabLink } from "#components/ui/tab-link";
import { type ListTab, listHref, listTabs } from "#lib/environments/filters";

interface EnvironmentTabsProps {
  readonly current: ListTab | "repositories";
}

export function EnvironmentTabs({ current }: EnvironmentTabsProps) {
  return (
    <nav aria-label="Environments" className="flex gap-1 overflow-x-auto border-b px-3">
      {listTabs.map(({ id, label }) => (
        <TabLink key={id} href={listHref(id)} isCurrent={id === current}>
          {label}
        </TabLink>
      ))}
      <TabLink href="/settings/environments/repositories" isCurrent={current === "repositories"}>
        Repositories
      </TabLink>
    </nav>
  );
}
