import { environmentHref } from "#components/environments/environment-link";
import { TabLink } from "#components/ui/tab-link";
import { type DetailTab, detailTabs } from "#lib/environments/filters";

export function DetailTabs({ hash, current }: { hash: string; current: DetailTab }) {
  return (
    <nav aria-label="Parts of the environment" className="flex gap-1 overflow-x-auto border-b px-3">
      {detailTabs.map(({ id, label }) => (
        <TabLink
          key={id}
          href={id === "overview" ? environmentHref(hash) : `${environmentHref(hash)}?tab=${id}`}
          isCurrent={id === current}
        >
          {label}
        </TabLink>
      ))}
    </nav>
  );
}
